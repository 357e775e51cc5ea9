package dev.wippy.engine.run;

import dev.wippy.engine.read.ModuleDefinition;
import dev.wippy.engine.read.ValType;

/**
 * The type of a value without the module that it is from.
 *
 * @param number whether it is a number; then {@code name} is its name and the only one that matches
 * @param nullable whether it admits null
 * @param name {@code func}, {@code extern} or {@code exn}, or the signature of the functions it refers to
 */
record ValueType(boolean number, boolean nullable, String name) {

    static ValueType of(ModuleDefinition module, int type) {
        if (!ValType.isReference(type)) {
            return new ValueType(true, false, ValType.describe(type));
        }
        String name = ValType.isIndexed(type)
                ? module.type(ValType.index(type)).signature()
                : switch (ValType.heap(type)) {
                    case ValType.FUNC -> "func";
                    case ValType.EXTERN -> "extern";
                    default -> "exn";
                };
        return new ValueType(false, ValType.isNullable(type), name);
    }

    /** Whether values of this type may stand where the other is asked for (section 3.3). */
    boolean matches(ValueType expected) {
        return number == expected.number && (!nullable || expected.nullable)
                && (name.equals(expected.name) || expected.name.equals("func") && name.indexOf('>') >= 0);
    }
}
