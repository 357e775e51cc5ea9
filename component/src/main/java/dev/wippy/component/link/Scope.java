package dev.wippy.component.link;

import dev.wippy.component.error.InvalidComponentException;
import dev.wippy.component.binary.Sort;
import dev.wippy.component.types.ComponentType;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.InstanceType;
import dev.wippy.component.types.ModuleType;
import dev.wippy.component.types.ResourceSlot;
import dev.wippy.component.types.TypeDefinition;
import dev.wippy.engine.CoreExternType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The index spaces of a component, component type or instance type, as far as they are defined. */
final class Scope {
    /** What opens a scope. */
    enum Kind {
        COMPONENT,
        COMPONENT_TYPE,
        INSTANCE_TYPE
    }

    /** A core type; only functions and modules matter to a component. */
    sealed interface CoreTypeEntry {

        record OfFunction(CoreExternType.Function type) implements CoreTypeEntry {}

        record OfModule(ModuleType type) implements CoreTypeEntry {}

        enum Other implements CoreTypeEntry {
            OTHER
        }
    }

    /**
     * An item with a type and, in a component, the register that it stands in.
     *
     * @param type its type
     * @param register -1 inside a type
     */
    record Item<T>(T type, int register) {}

    private final Kind kind;
    private final @Nullable Scope parent;
    private final TypeContext context;
    private final List<TypeDefinition> types = new ArrayList<>();
    private final List<CoreTypeEntry> coreTypes = new ArrayList<>();
    private final List<Item<FunctionType>> functions = new ArrayList<>();
    private final List<Item<InstanceType>> instances = new ArrayList<>();
    private final List<Item<ComponentType>> components = new ArrayList<>();
    private final List<Item<ModuleType>> modules = new ArrayList<>();
    private final Map<Sort, List<Integer>> core = new EnumMap<>(Sort.class);
    private int slots;

    Scope(Kind kind, @Nullable Scope parent, TypeContext context) {
        this.kind = kind;
        this.parent = parent;
        this.context = context;
    }

    Kind kind() {
        return kind;
    }

    /** How many resource types a component speaks of. */
    int slots() {
        return slots;
    }

    /** A resource type that differs from all before it: a slot of a component, or bound in a type. */
    ResourceSlot newResource(String name, int offset) {
        if (kind != Kind.COMPONENT) {
            return context.bind(name, offset);
        }
        context.chargeResource(offset);
        return new ResourceSlot(slots++, name);
    }

    /** The scope {@code count} scopes out. */
    Scope outer(int count, int offset) {
        Scope scope = this;
        for (int i = 0; i != count; i++) {
            if (scope.parent == null) {
                throw new InvalidComponentException(offset, "an alias goes " + Integer.toUnsignedString(count)
                        + " scopes out, but there are only " + i);
            }
            scope = scope.parent;
        }
        return scope;
    }

    /** Whether a component's boundary lies between this scope and the one {@code count} scopes out. */
    boolean crossesComponent(int count) {
        Scope scope = this;
        for (int i = 0; i < count && scope.parent != null; i++) {
            if (scope.kind == Kind.COMPONENT) {
                return true;
            }
            scope = scope.parent;
        }
        return false;
    }

    void add(TypeDefinition type) {
        types.add(type);
    }

    void add(CoreTypeEntry type) {
        coreTypes.add(type);
    }

    void addFunction(FunctionType type, int register) {
        functions.add(new Item<>(type, register));
    }

    void addInstance(InstanceType type, int register) {
        instances.add(new Item<>(type, register));
    }

    void addComponent(ComponentType type, int register) {
        components.add(new Item<>(type, register));
    }

    void addModule(ModuleType type, int register) {
        modules.add(new Item<>(type, register));
    }

    /** Adds a core item, which is nothing but the register that it stands in. */
    void addCore(Sort sort, int register) {
        core.computeIfAbsent(sort, _ -> new ArrayList<>()).add(register);
    }

    TypeDefinition type(int index, int offset) {
        return at(types, Sort.TYPE, index, offset);
    }

    CoreTypeEntry coreType(int index, int offset) {
        return at(coreTypes, Sort.CORE_TYPE, index, offset);
    }

    Item<FunctionType> function(int index, int offset) {
        return at(functions, Sort.FUNCTION, index, offset);
    }

    Item<InstanceType> instance(int index, int offset) {
        return at(instances, Sort.INSTANCE, index, offset);
    }

    Item<ComponentType> component(int index, int offset) {
        return at(components, Sort.COMPONENT, index, offset);
    }

    Item<ModuleType> module(int index, int offset) {
        return at(modules, Sort.CORE_MODULE, index, offset);
    }

    int core(Sort sort, int index, int offset) {
        return at(core.getOrDefault(sort, List.of()), sort, index, offset);
    }

    private static <T> T at(List<T> space, Sort sort, int index, int offset) {
        if (Integer.compareUnsigned(index, space.size()) >= 0) {
            throw new InvalidComponentException(offset, sort + " " + Integer.toUnsignedString(index)
                    + " is not defined, there " + (space.size() == 1 ? "is 1" : "are " + space.size()));
        }
        return space.get(index);
    }
}
