package dev.wippy.component.link;

import dev.wippy.component.types.ComponentType;
import dev.wippy.component.types.ExternType;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.InstanceType;
import dev.wippy.component.types.NamedExtern;
import dev.wippy.component.types.ResourceSlot;
import dev.wippy.component.types.TypeDefinition;
import dev.wippy.component.types.ValueType;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts other resource types in place of those that types speak of, and other names of value types. What is not changed
 * stays the same object, for {@link Visibility}.
 */
final class Substitution {
    private final TypeContext context;
    private final int offset;
    private final Map<Integer, Replaced> slots = new HashMap<>();
    private final Map<ResourceSlot, ResourceSlot> aliases = new IdentityHashMap<>();
    private final Map<ValueType, ValueType> values = new IdentityHashMap<>();
    private final Map<Object, Object> done = new IdentityHashMap<>();

    private record Replaced(ResourceSlot from, ResourceSlot to) {}

    /** @param offset where to complain that types are too large */
    Substitution(TypeContext context, int offset) {
        this.context = context;
        this.offset = offset;
    }

    void put(ResourceSlot from, ResourceSlot to) {
        slots.put(from.index(), new Replaced(from, to));
        done.clear();
    }

    /** Puts another value type in place of that very one, which is its equal: its name differs. */
    void rename(ValueType from, ValueType to) {
        if (from != to && Visibility.needsName(from)) {
            values.put(from, to);
            done.clear();
        }
    }

    /** A name of a resource type stays one of its own, unless it is the very one that was put. */
    ResourceSlot apply(ResourceSlot slot) {
        Replaced replaced = slots.get(slot.index());
        if (replaced == null) {
            return slot;
        }
        return replaced.from == slot
                ? replaced.to
                : aliases.computeIfAbsent(slot, _ -> new ResourceSlot(replaced.to.index(), slot.name()));
    }

    List<NamedExtern> apply(List<NamedExtern> externs) {
        return externs.stream().map(each -> each.withType(apply(each.type()))).toList();
    }

    ExternType apply(ExternType type) {
        return switch (type) {
            case ExternType.OfFunction(var function) -> new ExternType.OfFunction(apply(function));
            case ExternType.OfInstance(var instance) -> new ExternType.OfInstance(apply(instance));
            case ExternType.OfComponent(var component) -> new ExternType.OfComponent(apply(component));
            case ExternType.OfType(var definition) -> new ExternType.OfType(apply(definition));
            case ExternType.OfResource(var slot) -> new ExternType.OfResource(apply(slot));
            case ExternType.OfModule _ -> type;
        };
    }

    TypeDefinition apply(TypeDefinition type) {
        return switch (type) {
            case TypeDefinition.OfValue(var value) -> new TypeDefinition.OfValue(apply(value));
            case TypeDefinition.OfFunction(var function) -> new TypeDefinition.OfFunction(apply(function));
            case TypeDefinition.OfInstance(var instance) -> new TypeDefinition.OfInstance(apply(instance));
            case TypeDefinition.OfComponent(var component) -> new TypeDefinition.OfComponent(apply(component));
            case TypeDefinition.OfResource(var slot) -> new TypeDefinition.OfResource(apply(slot));
        };
    }

    InstanceType apply(InstanceType type) {
        if (unchanged(type)) {
            return type;
        }
        Object known = done.get(type);
        if (known == null) {
            known = new InstanceType(apply(type.exports()));
            done.put(type, known);
        }
        return (InstanceType) known;
    }

    ComponentType apply(ComponentType type) {
        if (unchanged(type)) {
            return type;
        }
        Object known = done.get(type);
        if (known == null) {
            known = new ComponentType(apply(type.imports()), apply(type.exports()));
            done.put(type, known);
        }
        return (ComponentType) known;
    }

    FunctionType apply(FunctionType type) {
        if (unchanged(type)) {
            return type;
        }
        return new FunctionType(type.parameters().stream()
                .map(each -> new FunctionType.Parameter(each.name(), apply(each.type())))
                .toList(), type.result().map(this::apply), type.async());
    }

    ValueType apply(ValueType type) {
        if (unchanged(type)) {
            return type;
        }
        Object known = done.get(type);
        if (known == null) {
            ValueType renamed = values.get(type);
            known = renamed != null ? renamed : switch (type) {
                case ValueType.Own(var slot) -> new ValueType.Own(apply(slot));
                case ValueType.Borrow(var slot) -> new ValueType.Borrow(apply(slot));
                default -> ValueTypes.parts(type).stream().allMatch(each -> apply(each) == each)
                        ? type
                        : ValueTypes.map(type, this::apply);
            };
            done.put(type, known);
            ValueType aliased = context.aliases().get(type);
            if (aliased != null && known != type && renamed == null) {
                context.alias((ValueType) known, apply(aliased));
            }
        }
        return (ValueType) known;
    }

    private boolean unchanged(Object type) {
        context.charge(offset, 1);
        TypeContext.Measure measure = context.measure(type);
        return (slots.isEmpty() || !measure.resources()) && (values.isEmpty() || !measure.named());
    }
}
