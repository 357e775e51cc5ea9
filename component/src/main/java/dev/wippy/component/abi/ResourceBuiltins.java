package dev.wippy.component.abi;

import dev.wippy.engine.CoreFunction;

/** The built-in functions of resource types: {@code canon resource.new}, {@code .drop} and {@code .rep}. */
public final class ResourceBuiltins {

    private ResourceBuiltins() {}

    /** {@code (rep: i32) -> (handle: i32)}, for a type that the instance defines. */
    public static CoreFunction resourceNew(int slot, InstanceState state) {
        throw new UnsupportedOperationException();
    }

    /** {@code (handle: i32) -> ()}. */
    public static CoreFunction resourceDrop(int slot, InstanceState state) {
        throw new UnsupportedOperationException();
    }

    /** {@code (handle: i32) -> (rep: i32)}, for a type that the instance defines. */
    public static CoreFunction resourceRep(int slot, InstanceState state) {
        throw new UnsupportedOperationException();
    }
}
