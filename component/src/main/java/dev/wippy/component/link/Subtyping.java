package dev.wippy.component.link;

import dev.wippy.component.error.InvalidComponentException;
import dev.wippy.component.types.ComponentType;
import dev.wippy.component.types.ExternType;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.InstanceType;
import dev.wippy.component.types.ModuleType;
import dev.wippy.component.types.NamedExtern;
import dev.wippy.component.types.ResourceSlot;
import dev.wippy.component.types.TypeDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether an item may stand where another type is asked for (Explainer, <em>Type Checking</em>), and how it is
 * brought into that type's form. Value types and function types have to be equal; instances, components and core
 * modules may export more and import less. An abstract resource type that is asked for becomes the one that is given,
 * in all that follows.
 */
final class Subtyping {
    private final TypeContext context;
    private final int offset;
    private final Substitution given;

    /** @param offset the definition that asks, for messages */
    Subtyping(TypeContext context, int offset) {
        this(context, offset, new Substitution(context, offset));
    }

    private Subtyping(TypeContext context, int offset, Substitution given) {
        this.context = context;
        this.offset = offset;
        this.given = given;
    }

    /** What the resource types that were asked for have become. */
    Substitution given() {
        return given;
    }

    /**
     * Matches an item.
     *
     * @param what names it, for messages
     * @throws InvalidComponentException if it does not fit
     */
    Coercion match(String what, ExternType actual, ExternType asked) {
        return switch (asked) {
            case ExternType.OfFunction(var type) when actual instanceof ExternType.OfFunction(var other) -> {
                same(what, other, given.apply(type));
                yield Coercion.Same.SAME;
            }
            case ExternType.OfInstance(var type) when actual instanceof ExternType.OfInstance(var other) ->
                match(what, other, type);
            case ExternType.OfComponent(var type) when actual instanceof ExternType.OfComponent(var other) ->
                match(what, other, type);
            case ExternType.OfModule(var type) when actual instanceof ExternType.OfModule(var other) -> {
                match(what, other, type);
                yield Coercion.Same.SAME;
            }
            case ExternType.OfResource(var slot) -> {
                given.put(slot, resource(actual).orElseThrow(() -> mismatch(what, actual, "a resource type")));
                yield Coercion.Same.SAME;
            }
            case ExternType.OfType(TypeDefinition.OfResource(var slot)) -> {
                ResourceSlot other = resource(actual)
                        .orElseThrow(() -> mismatch(what, actual, "the resource type " + slot));
                if (!other.equals(given.apply(slot))) {
                    throw mismatch(what, "the resource type " + other, "the resource type " + slot);
                }
                yield Coercion.Same.SAME;
            }
            case ExternType.OfType(var type) when actual instanceof ExternType.OfType(var other) -> {
                same(what, other, given.apply(type));
                if (type instanceof TypeDefinition.OfValue(var value)
                        && other instanceof TypeDefinition.OfValue(var found)) {
                    given.rename(value, found);
                }
                yield Coercion.Same.SAME;
            }
            default -> throw mismatch(what, describe(actual), describe(asked));
        };
    }

    private Coercion match(String what, InstanceType actual, InstanceType asked) {
        Coercion.OfInstance coercion = exports(what, actual.exports(), name -> context.position(actual, name), asked);
        return isIdentity(coercion, actual.exports().size()) ? Coercion.Same.SAME : coercion;
    }

    private interface Positions {
        int of(String name);
    }

    private Coercion.OfInstance exports(String what, List<NamedExtern> actual, Positions names, InstanceType asked) {
        int count = asked.exports().size();
        int[] positions = new int[count];
        Coercion[] parts = new Coercion[count];
        for (int i = 0; i < count; i++) {
            NamedExtern export = asked.exports().get(i);
            positions[i] = names.of(export.name());
            if (positions[i] < 0) {
                throw new InvalidComponentException(offset, what + " has no export '" + export.name() + "', which is "
                        + describe(export.type()));
            }
            parts[i] = match("'" + export.name() + "' of " + what, actual.get(positions[i]).type(), export.type());
        }
        return new Coercion.OfInstance(positions, parts);
    }

    private static boolean isIdentity(Coercion.OfInstance coercion, int size) {
        boolean identity = coercion.positions().length == size;
        for (int i = 0; identity && i < size; i++) {
            identity = coercion.positions()[i] == i && coercion.parts()[i] == Coercion.Same.SAME;
        }
        return identity;
    }

    /** A component may import less and export more than is asked; its imports get what is asked to be imported. */
    private Coercion match(String what, ComponentType actual, ComponentType asked) {
        Subtyping inner = new Subtyping(context, offset);
        ComponentType offered = given.apply(asked);
        Map<String, Integer> names = new HashMap<>();
        for (int i = 0; i < offered.imports().size(); i++) {
            names.put(offered.imports().get(i).name(), i);
        }
        int count = actual.imports().size();
        int[] imports = new int[count];
        Coercion[] arguments = new Coercion[count];
        for (int i = 0; i < count; i++) {
            NamedExtern each = actual.imports().get(i);
            Integer position = names.get(each.name());
            if (position == null) {
                throw new InvalidComponentException(offset, what + " imports '" + each.name()
                        + "', which a component of the type that is asked for does not");
            }
            imports[i] = position;
            arguments[i] = inner.match("'" + each.name() + "' given to " + what,
                    offered.imports().get(position).type(), each.type());
        }
        InstanceType result = new InstanceType(inner.given.apply(actual.exports()));
        Coercion.OfInstance exports = new Subtyping(context, offset).exports(what, result.exports(),
                name -> context.position(result, name), new InstanceType(offered.exports()));
        return new Coercion.OfComponent(imports, arguments, exports);
    }

    /** Core modules: one that is not compiled yet is compared when it is instantiated. */
    private void match(String what, ModuleType actual, ModuleType asked) {
        if (actual.declared().isEmpty() || asked.declared().isEmpty()) {
            return;
        }
        CoreSubtyping.check(offset, what, actual.declared().get(), asked.declared().get());
    }

    private static Optional<ResourceSlot> resource(ExternType type) {
        return switch (type) {
            case ExternType.OfResource(var slot) -> Optional.of(slot);
            case ExternType.OfType(TypeDefinition.OfResource(var slot)) -> Optional.of(slot);
            default -> Optional.empty();
        };
    }

    private void same(String what, Object actual, Object asked) {
        context.charge(offset, context.measure(actual).size());
        if (!actual.equals(asked)) {
            throw mismatch(what, actual, asked);
        }
    }

    private static String describe(ExternType type) {
        return switch (type) {
            case ExternType.OfFunction(FunctionType function) -> "a function: " + function;
            case ExternType.OfInstance _ -> "an instance";
            case ExternType.OfComponent _ -> "a component";
            case ExternType.OfModule _ -> "a core module";
            case ExternType.OfType(var definition) -> "a type: " + definition;
            case ExternType.OfResource _ -> "a resource type";
        };
    }

    private InvalidComponentException mismatch(String what, Object actual, Object asked) {
        String found = shorten(actual);
        String due = shorten(asked);
        return new InvalidComponentException(offset, what + " is " + found + ", but what is asked for is " + due
                + (found.equals(due) ? "; their resource types differ" : ""));
    }

    private static String shorten(Object type) {
        String text = type instanceof ExternType extern ? describe(extern) : type.toString();
        return text.length() <= 1000 ? text : text.substring(0, 1000) + "...";
    }
}
