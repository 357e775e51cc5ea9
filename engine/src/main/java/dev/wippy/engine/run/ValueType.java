package dev.wippy.engine.run;

import dev.wippy.engine.read.FunctionType;
import dev.wippy.engine.read.ModuleDefinition;
import dev.wippy.engine.read.ValType;

/**
 * The type of a value without the module that it is from.
 *
 * @param number whether it is a number; then {@code name} is its name and the only one that matches
 * @param nullable whether it admits null
 * @param name {@code func}, {@code extern} or {@code exn}, or the signature of the functions it refers to
 */
public record ValueType(boolean number, boolean nullable, String name) {

    /** A type without references to types of a module. */
    public static ValueType of(int type) {
        if (!ValType.isReference(type)) {
            return new ValueType(true, false, ValType.describe(type));
        }
        return new ValueType(false, ValType.isNullable(type), switch (ValType.heap(type)) {
            case ValType.FUNC -> "func";
            case ValType.EXTERN -> "extern";
            default -> "exn";
        });
    }

    /** References to functions of a type. */
    public static ValueType of(FunctionType type, boolean nullable) {
        return new ValueType(false, nullable, type.signature());
    }

    /** A type of a module's. */
    public static ValueType of(ModuleDefinition module, int type) {
        return ValType.isIndexed(type)
                ? of(module.type(ValType.index(type)), ValType.isNullable(type))
                : of(type);
    }

    /** Whether values of this type may stand where the other is asked for (section 3.3). */
    public boolean matches(ValueType expected) {
        return number == expected.number && (!nullable || expected.nullable)
                && (name.equals(expected.name) || expected.name.equals("func") && name.indexOf('>') >= 0);
    }
}
