package dev.wippy.component;

import dev.wippy.component.types.FunctionType;

/** A function that a component exports, itself or in an instance; found once, called in any instance. */
public final class ExportedFunction {
    private final String name;
    private final FunctionType type;
    private final int[] path;

    ExportedFunction(String name, FunctionType type, int... path) {
        this.name = name;
        this.type = type;
        this.path = path;
    }

    /** Its full name: {@code compute}, or {@code ns:pkg/iface@1.2.3#func}. */
    public String name() {
        return name;
    }

    /** Its type. */
    public FunctionType type() {
        return type;
    }

    /** Its position among the exports, one at each level. */
    int[] path() {
        return path;
    }

    /** The function as WIT prints it. */
    @Override
    public String toString() {
        return name + ": " + type;
    }
}
