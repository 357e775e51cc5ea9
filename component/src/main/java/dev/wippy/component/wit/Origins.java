package dev.wippy.component.wit;

import dev.wippy.component.types.ExternName;
import dev.wippy.component.types.ExternType;
import dev.wippy.component.types.NamedExtern;
import dev.wippy.component.types.ResourceSlot;
import dev.wippy.component.types.TypeDefinition;
import dev.wippy.component.types.ValueType;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where each type has its name: the object that stands for a type is the object of one import or export. */
final class Origins {
    private final Map<ValueType, ValueType> aliases;
    private final Map<Object, Origin> named = new IdentityHashMap<>();
    private final Map<Integer, Origin> resources = new HashMap<>();

    /**
     * A name.
     *
     * @param of the interface as the component spells it; empty for the world
     * @param name the type's name in it
     */
    record Origin(String of, String name) {}

    Origins(Map<ValueType, ValueType> aliases) {
        this.aliases = aliases;
    }

    void add(String of, List<NamedExtern> items) {
        for (NamedExtern each : items) {
            Origin origin = new Origin(of, each.name());
            switch (each.type()) {
                case ExternType.OfInstance(var type) ->
                    add(ExternName.parse(each.name()) instanceof ExternName.Interface
                            ? each.name()
                            : each.attributes().implemented().orElse(each.name()), type.exports());
                case ExternType.OfResource(var slot) -> add(slot, origin);
                case ExternType.OfType(TypeDefinition.OfResource(var slot)) -> add(slot, origin);
                // A primitive is the same object under all its names.
                case ExternType.OfType(TypeDefinition.OfValue(ValueType.Primitive _)) -> {}
                case ExternType.OfType(TypeDefinition.OfValue(var value)) -> named.putIfAbsent(value, origin);
                default -> {}
            }
        }
    }

    private void add(ResourceSlot slot, Origin origin) {
        named.putIfAbsent(slot, origin);
        resources.putIfAbsent(slot.index(), origin);
    }

    /** The name of a type; for a resource type without one, the first of its resource. */
    Optional<Origin> of(Object type) {
        Origin origin = named.get(type);
        if (origin == null && type instanceof ResourceSlot slot) {
            origin = resources.get(slot.index());
        }
        return Optional.ofNullable(origin);
    }

    /** The name that a resource type had first. */
    Optional<Origin> first(ResourceSlot slot) {
        return Optional.ofNullable(resources.get(slot.index()));
    }

    /** The name that a value type had before the one that it has as this object. */
    Optional<Origin> before(ValueType type) {
        for (ValueType each = aliases.get(type); each != null; each = aliases.get(each)) {
            Origin origin = named.get(each);
            if (origin != null) {
                return Optional.of(origin);
            }
        }
        return Optional.empty();
    }

    /** How types are written in an interface. */
    TypeText text(String of) {
        return new TypeText(this, of);
    }
}
