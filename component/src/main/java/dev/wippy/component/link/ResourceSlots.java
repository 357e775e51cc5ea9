package dev.wippy.component.link;

import dev.wippy.component.types.ExternType;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.NamedExtern;
import dev.wippy.component.types.ResourceSlot;
import dev.wippy.component.types.TypeDefinition;
import dev.wippy.component.types.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the resource types that types bring in, and those that they only speak of. */
final class ResourceSlots {

    private ResourceSlots() {}

    /**
     * A resource type that a type brings in.
     *
     * @param slot the resource type
     * @param path where it is exported: a position at each level
     */
    record Introduced(ResourceSlot slot, int[] path) {}

    /** The resource types that exports bring in, in order. */
    static List<Introduced> introduced(List<NamedExtern> exports) {
        List<Introduced> found = new ArrayList<>();
        introduced(exports, List.of(), found);
        return found;
    }

    /** The resource types that one item brings in; an instance's by the positions of its exports. */
    static List<Introduced> introduced(ExternType type) {
        return switch (type) {
            case ExternType.OfResource(var slot) -> List.of(new Introduced(slot, new int[0]));
            case ExternType.OfInstance(var instance) -> introduced(instance.exports());
            default -> List.of();
        };
    }

    private static void introduced(List<NamedExtern> exports, List<Integer> path, List<Introduced> into) {
        for (int i = 0; i < exports.size(); i++) {
            List<Integer> here = new ArrayList<>(path);
            here.add(i);
            switch (exports.get(i).type()) {
                case ExternType.OfResource(var slot) ->
                    into.add(new Introduced(slot, here.stream().mapToInt(Integer::intValue).toArray()));
                case ExternType.OfInstance(var instance) -> introduced(instance.exports(), here, into);
                default -> {}
            }
        }
    }

    /** The resource types that an item speaks of without bringing them in, with their slots as keys. */
    static Map<Integer, ResourceSlot> free(ExternType type, TypeContext context) {
        Walk walk = new Walk(context);
        walk.visit(type);
        return walk.free;
    }

    /** The resource types that a definition speaks of without bringing them in, with their slots as keys. */
    static Map<Integer, ResourceSlot> free(TypeDefinition type, TypeContext context) {
        Walk walk = new Walk(context);
        walk.visit(type);
        return walk.free;
    }

    private static final class Walk {
        private final TypeContext context;
        private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        private final Set<Integer> bound = new HashSet<>();
        private final Map<Integer, ResourceSlot> free = new LinkedHashMap<>();

        Walk(TypeContext context) {
            this.context = context;
        }

        void visit(List<NamedExtern> externs) {
            externs.forEach(each -> visit(each.type()));
        }

        void visit(ExternType type) {
            switch (type) {
                case ExternType.OfFunction(var function) -> visit(function);
                case ExternType.OfInstance(var instance) -> {
                    if (first(instance)) {
                        visit(instance.exports());
                    }
                }
                case ExternType.OfComponent(var component) -> {
                    if (first(component)) {
                        visit(component.imports());
                        visit(component.exports());
                    }
                }
                case ExternType.OfType(var definition) -> visit(definition);
                case ExternType.OfResource(var slot) -> bound.add(slot.index());
                case ExternType.OfModule _ -> {}
            }
        }

        void visit(TypeDefinition type) {
            switch (type) {
                case TypeDefinition.OfValue(var value) -> visit(value);
                case TypeDefinition.OfFunction(var function) -> visit(function);
                case TypeDefinition.OfInstance(var instance) -> visit(new ExternType.OfInstance(instance));
                case TypeDefinition.OfComponent(var component) -> visit(new ExternType.OfComponent(component));
                case TypeDefinition.OfResource(var slot) -> use(slot);
            }
        }

        private void visit(FunctionType type) {
            if (first(type)) {
                type.parameters().forEach(each -> visit(each.type()));
                type.result().ifPresent(this::visit);
            }
        }

        private void visit(ValueType type) {
            switch (type) {
                case ValueType.Own(var slot) -> use(slot);
                case ValueType.Borrow(var slot) -> use(slot);
                default -> {
                    if (first(type)) {
                        ValueTypes.parts(type).forEach(this::visit);
                    }
                }
            }
        }

        private void use(ResourceSlot slot) {
            if (!bound.contains(slot.index())) {
                free.put(slot.index(), slot);
            }
        }

        private boolean first(Object type) {
            return context.measure(type).resources() && seen.add(type);
        }
    }
}
