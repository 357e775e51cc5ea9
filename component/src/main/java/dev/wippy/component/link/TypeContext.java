package dev.wippy.component.link;

import dev.wippy.component.error.InvalidComponentException;
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
 * What all scopes of one outermost component share while their types are resolved: the numbers of bound resource types,
 * and the bounds that keep hostile types small. A type can refer to another many times, so that a few bytes make a tree
 * without end; its size as a tree is bounded, and so is its depth, for whoever walks it later.
 *
 * <p>A resource type that is bound in the type of an instance or component has a negative slot, one of its own in the
 * whole of the outermost component, so that no substitution captures it. Those that a component speaks of itself have
 * slots from 0 on.
 */
final class TypeContext {
    /** The nodes that a type may have as a tree. */
    static final int MAX_SIZE = 1_000_000;
    /** How deep a type may nest. */
    static final int MAX_DEPTH = 100;
    /** The nodes that all walks together may visit. */
    private static final long MAX_WORK = 20_000_000;
    /** What a new resource type counts, in nodes, for the objects that keep track of it. */
    private static final int RESOURCE_WORK = 50;

    private final Map<Object, Measure> measures = new IdentityHashMap<>();
    private final Map<InstanceType, Map<String, Integer>> positions = new IdentityHashMap<>();
    private final Map<ValueType, ValueType> aliases = new IdentityHashMap<>();
    private final ValueSizes sizes = new ValueSizes();
    private int nextBound = -1;
    private long work;

    /**
     * What is known of a type.
     *
     * @param size its nodes as a tree
     * @param depth how deep it nests
     * @param resources whether it speaks of resource types
     * @param named whether it speaks of value types that need a name outside
     * @param borrow whether it is a value's type that holds a borrow
     * @param async the first part of 0.3 in a value's type or function's type, or an empty text
     */
    record Measure(int size, int depth, boolean resources, boolean named, boolean borrow, String async) {
        static final Measure LEAF = new Measure(1, 1, false, false, false, "");

        Measure add(Measure part) {
            return new Measure((int) Math.min((long) size + part.size, Integer.MAX_VALUE),
                    Math.max(depth, part.depth + 1), resources || part.resources, named || part.named,
                    borrow || part.borrow, async.isEmpty() ? part.async : async);
        }
    }

    /** A resource type that is bound in a type. */
    ResourceSlot bind(String name, int offset) {
        charge(offset, RESOURCE_WORK);
        return new ResourceSlot(nextBound--, name);
    }

    /** One value type is another under a name of its own. */
    void alias(ValueType alias, ValueType of) {
        aliases.put(alias, of);
    }

    /** What value types are under other names; by identity. */
    Map<ValueType, ValueType> aliases() {
        return aliases;
    }

    /** Counts a resource type that a component speaks of. */
    void chargeResource(int offset) {
        charge(offset, RESOURCE_WORK);
    }

    /** Counts nodes that are visited. */
    void charge(int offset, int nodes) {
        work += nodes;
        if (work > MAX_WORK) {
            throw new InvalidComponentException(offset, "the types are too large");
        }
    }

    /** Refuses a type that is too large or too deep. */
    <T> T check(int offset, T type) {
        Measure measure = measure(type);
        if (measure.size > MAX_SIZE) {
            throw new InvalidComponentException(offset, "the type is larger than " + MAX_SIZE + " parts");
        }
        charge(offset, measure.size);
        if (measure.depth > MAX_DEPTH) {
            throw new InvalidComponentException(offset, "the type nests deeper than " + MAX_DEPTH);
        }
        return type;
    }

    /** Refuses a type whose values would be too large (CanonicalABI.md, <em>Element Size</em>). */
    ValueType checkBytes(int offset, ValueType type) {
        long bytes = sizes.bytes(type);
        if (bytes > ValueSizes.MAX_BYTES) {
            throw new InvalidComponentException(offset, "type " + type.brief() + " exceeds maximum byte size: a value"
                    + " takes " + bytes + " bytes, of at most " + ValueSizes.MAX_BYTES);
        }
        return type;
    }

    /** The position of an export by name, or -1. */
    int position(InstanceType type, String name) {
        return positions.computeIfAbsent(type, key -> {
            Map<String, Integer> found = new HashMap<>();
            for (int i = 0; i < key.exports().size(); i++) {
                found.put(key.exports().get(i).name(), i);
            }
            return found;
        }).getOrDefault(name, -1);
    }

    Measure measure(Object type) {
        Measure known = measures.get(type);
        if (known == null) {
            known = compute(type);
            measures.put(type, known);
        }
        return known;
    }

    private Measure compute(Object type) {
        return switch (type) {
            case ValueType value -> ofValue(value);
            case FunctionType function -> ofFunction(function);
            case TypeDefinition.OfValue(var value) -> measure(value);
            case TypeDefinition.OfFunction(var function) -> measure(function);
            case TypeDefinition.OfInstance(var instance) -> measure(instance);
            case TypeDefinition.OfComponent(var component) -> measure(component);
            case TypeDefinition.OfResource _,ExternType.OfResource _ -> new Measure(1, 1, true, false, false, "");
            case ExternType.OfFunction(var function) -> measure(function);
            case ExternType.OfInstance(var instance) -> measure(instance);
            case ExternType.OfComponent(var component) -> measure(component);
            case ExternType.OfType(var definition) -> measure(definition);
            case ExternType.OfModule _ -> Measure.LEAF;
            case InstanceType instance -> ofExterns(Measure.LEAF, instance.exports());
            case ComponentType component ->
                ofExterns(ofExterns(Measure.LEAF, component.imports()), component.exports());
            default -> throw new IllegalArgumentException("not a type: " + type);
        };
    }

    private Measure ofExterns(Measure start, List<NamedExtern> externs) {
        Measure all = start;
        for (NamedExtern each : externs) {
            all = all.add(measure(each.type()));
        }
        return all;
    }

    private Measure ofFunction(FunctionType function) {
        Measure all = function.async() ? new Measure(1, 1, false, false, false, "async functions") : Measure.LEAF;
        for (FunctionType.Parameter each : function.parameters()) {
            all = all.add(measure(each.type()));
        }
        return function.result().isPresent() ? all.add(measure(function.result().get())) : all;
    }

    private Measure ofValue(ValueType value) {
        return switch (value) {
            case ValueType.Primitive.ERROR_CONTEXT -> new Measure(1, 1, false, false, false, "error contexts");
            case ValueType.Primitive _ -> Measure.LEAF;
            case ValueType.Own _ -> new Measure(1, 1, true, false, false, "");
            case ValueType.Borrow _ -> new Measure(1, 1, true, false, true, "");
            case ValueType.Enum(var names) -> new Measure(1 + names.size(), 1, false, true, false, "");
            case ValueType.Flags(var names) -> new Measure(1 + names.size(), 1, false, true, false, "");
            case ValueType.StreamOf _ -> ofParts(new Measure(1, 1, false, false, false, "streams"), value);
            case ValueType.FutureOf _ -> ofParts(new Measure(1, 1, false, false, false, "futures"), value);
            case ValueType.Record _,ValueType.Variant _ ->
                ofParts(new Measure(1, 1, false, true, false, ""), value);
            default -> ofParts(Measure.LEAF, value);
        };
    }

    private Measure ofParts(Measure start, ValueType value) {
        Measure all = start;
        for (ValueType each : ValueTypes.parts(value)) {
            all = all.add(measure(each));
        }
        return all;
    }
}
