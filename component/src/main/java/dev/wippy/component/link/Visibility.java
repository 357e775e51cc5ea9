package dev.wippy.component.link;

import dev.wippy.component.error.InvalidComponentException;
import dev.wippy.component.types.ExternType;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.InstanceType;
import dev.wippy.component.types.NamedExtern;
import dev.wippy.component.types.ResourceSlot;
import dev.wippy.component.types.TypeDefinition;
import dev.wippy.component.types.ValueType;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which types of one component, or component type, have a name outside (Explainer, <em>External Visibility of
 * Types</em>). A resource type, record, variant, enum or flags that an import or export speaks of has to be imported, or,
 * for an export, exported before; others are made of these and need no name.
 *
 * <p>A name is an object: importing or exporting a type makes an equal {@link ValueType} or {@link ResourceSlot} that is
 * another object, and what speaks of the type holds the very object by whose name it does.
 */
final class Visibility {
    private final TypeContext context;
    private final Named imported = new Named();
    private final Named exported = new Named();

    /** The names known, and the types found to speak of nothing else. */
    private static final class Named {
        final Set<Object> names = Collections.newSetFromMap(new IdentityHashMap<>());
        final Set<Object> checked = Collections.newSetFromMap(new IdentityHashMap<>());
    }

    Visibility(TypeContext context) {
        this.context = context;
    }

    /** Whether a value type is one that has to have a name. */
    static boolean needsName(ValueType type) {
        return switch (type) {
            case ValueType.Record _,ValueType.Variant _,ValueType.Enum _,ValueType.Flags _ -> true;
            default -> false;
        };
    }

    /** An equal type with a name of its own. */
    static TypeDefinition renamed(String name, TypeDefinition type, TypeContext context) {
        return switch (type) {
            case TypeDefinition.OfResource(var slot) ->
                new TypeDefinition.OfResource(new ResourceSlot(slot.index(), name));
            case TypeDefinition.OfValue named when needsName(named.type()) ->
                new TypeDefinition.OfValue(renamed(named.type(), context));
            default -> type;
        };
    }

    private static ValueType renamed(ValueType type, TypeContext context) {
        ValueType renamed = switch (type) {
            case ValueType.Record(var fields) -> new ValueType.Record(fields);
            case ValueType.Variant(var cases) -> new ValueType.Variant(cases);
            case ValueType.Enum(var names) -> new ValueType.Enum(names);
            case ValueType.Flags(var names) -> new ValueType.Flags(names);
            default -> type;
        };
        context.alias(renamed, type);
        return renamed;
    }

    /** Checks an import, and knows from then on what it brings in. */
    void imports(NamedExtern item, int offset) {
        name(item, item.type(), "import", List.of(imported, exported), offset);
    }

    /** Checks an export, and knows from then on what it brings out. */
    void exports(NamedExtern item, int offset) {
        name(item, item.type(), "export", List.of(exported), offset);
    }

    /** @param sides the first is asked, all get to know */
    private void name(NamedExtern item, ExternType type, String what, List<Named> sides, int offset) {
        switch (type) {
            case ExternType.OfInstance(InstanceType(var exports)) ->
                exports.forEach(each -> name(item, each.type(), what, sides, offset));
            case ExternType.OfResource(var slot) -> sides.forEach(each -> each.names.add(slot));
            case ExternType.OfType(TypeDefinition.OfResource(var slot)) ->
                sides.forEach(each -> each.names.add(slot));
            case ExternType.OfType(TypeDefinition.OfValue(var value)) -> {
                Walk walk = new Walk(sides.getFirst(), offset);
                refuse(walk.parts(value), item, what, offset);
                sides.forEach(each -> each.names.add(value));
            }
            case ExternType.OfType(var definition) ->
                refuse(new Walk(sides.getFirst(), offset).definition(definition), item, what, offset);
            case ExternType.OfFunction(var function) ->
                refuse(new Walk(sides.getFirst(), offset).function(function), item, what, offset);
            // A component's type is checked where it is defined, and speaks of nothing outside of it.
            case ExternType.OfComponent _,ExternType.OfModule _ -> {}
        }
    }

    private static void refuse(Optional<String> nameless, NamedExtern item, String what, int offset) {
        if (nameless.isPresent()) {
            throw new InvalidComponentException(offset, what + " '" + item.name() + "' speaks of " + nameless.get()
                    + ", which no " + what + " before it brings in");
        }
    }

    /** Looks for what has no name; each method describes the first. */
    private final class Walk {
        private final Named side;
        private final int offset;

        Walk(Named side, int offset) {
            this.side = side;
            this.offset = offset;
        }

        Optional<String> definition(TypeDefinition type) {
            return switch (type) {
                case TypeDefinition.OfValue(var value) -> parts(value);
                case TypeDefinition.OfFunction(var function) -> function(function);
                case TypeDefinition.OfInstance(var instance) -> instance(instance);
                case TypeDefinition.OfComponent _,TypeDefinition.OfResource _ -> Optional.empty();
            };
        }

        /** A type that is exported by itself has its name thereby; its parts need names before. */
        Optional<String> parts(ValueType type) {
            return switch (type) {
                case ValueType.Own(var slot) -> resource(slot);
                case ValueType.Borrow(var slot) -> resource(slot);
                default -> ValueTypes.parts(type).stream().flatMap(each -> value(each).stream()).findFirst();
            };
        }

        Optional<String> function(FunctionType type) {
            for (FunctionType.Parameter each : type.parameters()) {
                Optional<String> nameless = value(each.type());
                if (nameless.isPresent()) {
                    return nameless;
                }
            }
            return type.result().flatMap(this::value);
        }

        private Optional<String> instance(InstanceType type) {
            return type.exports().stream().flatMap(each -> (switch (each.type()) {
                case ExternType.OfFunction(var function) -> function(function);
                case ExternType.OfInstance(var instance) -> instance(instance);
                case ExternType.OfType(var definition) -> definition(definition);
                case ExternType.OfResource _,ExternType.OfComponent _,ExternType.OfModule _ ->
                    Optional.<String>empty();
            }).stream()).findFirst();
        }

        private Optional<String> value(ValueType type) {
            context.charge(offset, 1);
            if (needsName(type)) {
                return side.names.contains(type) ? Optional.empty() : Optional.of("the type " + type.brief());
            }
            TypeContext.Measure measure = context.measure(type);
            if (!measure.resources() && !measure.named() || side.checked.contains(type)) {
                return Optional.empty();
            }
            Optional<String> nameless = parts(type);
            if (nameless.isEmpty()) {
                side.checked.add(type);
            }
            return nameless;
        }

        private Optional<String> resource(ResourceSlot slot) {
            return side.names.contains(slot) ? Optional.empty() : Optional.of("the resource type " + slot);
        }
    }
}
