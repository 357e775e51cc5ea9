package dev.wippy.engine.generate;

import dev.wippy.engine.read.ValType;

/**
 * The five kinds of values that the JVM tells apart, each by the letter of its descriptor. All references are
 * {@code Object}s there: what they refer to is checked where it is used, which no frame then has to know.
 */
final class Kind {
    static final char INT = 'I';
    static final char LONG = 'J';
    static final char FLOAT = 'F';
    static final char DOUBLE = 'D';
    static final char REFERENCE = 'L';

    private Kind() {}

    /** The kind of a {@link ValType}. */
    static char of(int type) {
        return switch (type) {
            case ValType.I32 -> INT;
            case ValType.I64 -> LONG;
            case ValType.F32 -> FLOAT;
            case ValType.F64 -> DOUBLE;
            default -> REFERENCE;
        };
    }

    static int slots(int kind) {
        return kind == LONG || kind == DOUBLE ? 2 : 1;
    }

    /** What is added to the opcode of an instruction for {@code int} to have that of the kind. */
    static int offset(int kind) {
        return switch (kind) {
            case INT -> 0;
            case LONG -> 1;
            case FLOAT -> 2;
            case DOUBLE -> 3;
            default -> 4;
        };
    }

    static String descriptor(char kind) {
        return kind == REFERENCE ? "Ljava/lang/Object;" : String.valueOf(kind);
    }
}
