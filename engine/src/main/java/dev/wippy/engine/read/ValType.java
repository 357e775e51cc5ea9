package dev.wippy.engine.read;

import dev.wippy.engine.CoreType;

/**
 * The types of values (section 2.3), each an {@code int}: equal types of one module are equal numbers.
 *
 * <p>A reference type is {@link #REFERENCE}, {@link #NULLABLE} where it admits null, and a heap type: {@link #FUNC},
 * {@link #EXTERN}, {@link #EXN}, or a function type of the module by its canonical index
 * ({@link ModuleDefinition#canonicalType}). Across modules such references are compared with
 * {@link FunctionType#signature()}.
 */
public final class ValType {
    /** What is popped from the stack of unreachable code: a subtype of every type. */
    public static final int BOTTOM = 0;
    public static final int I32 = 1;
    public static final int I64 = 2;
    public static final int F32 = 3;
    public static final int F64 = 4;

    /** Set in reference types alone. */
    public static final int REFERENCE = 1 << 30;
    /** Set in reference types that admit null. */
    public static final int NULLABLE = 1 << 29;

    /** The heap type of all functions. */
    public static final int FUNC = 0;
    /** The heap type of the host's references. */
    public static final int EXTERN = 1;
    /** The heap type of exceptions. */
    public static final int EXN = 2;
    /** The heap type of a reference popped in unreachable code: a subtype of every heap type. */
    public static final int BOTTOM_HEAP = 3;

    public static final int FUNCREF = REFERENCE | NULLABLE | FUNC;
    public static final int EXTERNREF = REFERENCE | NULLABLE | EXTERN;
    public static final int EXNREF = REFERENCE | NULLABLE | EXN;

    private static final int FIRST_INDEX = 16;
    private static final int HEAP = NULLABLE - 1;

    private ValType() {}

    /** The reference to a heap type. */
    public static int reference(int heap, boolean nullable) {
        return REFERENCE | heap | (nullable ? NULLABLE : 0);
    }

    /** The heap type of the functions of a type, by the type's canonical index. */
    public static int heapOfIndex(int canonicalType) {
        return FIRST_INDEX + canonicalType;
    }

    public static boolean isReference(int type) {
        return (type & REFERENCE) != 0;
    }

    public static boolean isNullable(int type) {
        return (type & NULLABLE) != 0;
    }

    /** The heap type of a reference type. */
    public static int heap(int reference) {
        return reference & HEAP;
    }

    /** Whether the heap type of a reference type is a function type of the module. */
    public static boolean isIndexed(int type) {
        return isReference(type) && heap(type) >= FIRST_INDEX;
    }

    /** The canonical index of the function type of an {@linkplain #isIndexed indexed} reference type. */
    public static int index(int reference) {
        return heap(reference) - FIRST_INDEX;
    }

    /** A reference type without null. */
    public static int nonNull(int reference) {
        return reference & ~NULLABLE;
    }

    /** Whether a local of this type starts with a value of its own. */
    public static boolean isDefaultable(int type) {
        return !isReference(type) || isNullable(type);
    }

    /** Whether values of this type are functions: the type of an element of a table for {@code call_indirect}. */
    public static boolean isFunction(int type) {
        return isReference(type) && (heap(type) == FUNC || heap(type) >= FIRST_INDEX);
    }

    /** Whether a value of type {@code sub} may stand where {@code expected} is asked for (section 3.3). */
    public static boolean matches(int sub, int expected) {
        return sub == expected || sub == BOTTOM || (sub & expected & REFERENCE) != 0
                && (!isNullable(sub) || isNullable(expected)) && heapMatches(heap(sub), heap(expected));
    }

    private static boolean heapMatches(int sub, int expected) {
        return sub == expected || sub == BOTTOM_HEAP || expected == FUNC && sub >= FIRST_INDEX;
    }

    /** The type as the engine's public interface has it. */
    public static CoreType toCoreType(int type) {
        return switch (type) {
            case I32 -> CoreType.I32;
            case I64 -> CoreType.I64;
            case F32 -> CoreType.F32;
            case F64 -> CoreType.F64;
            case FUNCREF -> CoreType.FUNCREF;
            case EXTERNREF -> CoreType.EXTERNREF;
            case EXNREF -> CoreType.EXNREF;
            default -> CoreType.REF;
        };
    }

    /** The type in the words of the text format. */
    public static String describe(int type) {
        return switch (type) {
            case BOTTOM -> "bot";
            case I32 -> "i32";
            case I64 -> "i64";
            case F32 -> "f32";
            case F64 -> "f64";
            case FUNCREF -> "funcref";
            case EXTERNREF -> "externref";
            case EXNREF -> "exnref";
            default -> (isNullable(type) ? "(ref null " : "(ref ") + describeHeap(heap(type)) + ")";
        };
    }

    private static String describeHeap(int heap) {
        return switch (heap) {
            case FUNC -> "func";
            case EXTERN -> "extern";
            case EXN -> "exn";
            case BOTTOM_HEAP -> "bot";
            default -> Integer.toString(heap - FIRST_INDEX);
        };
    }

    /** A list of types in the words of the specification, such as {@code [i32 i64]}. */
    public static String describe(int[] types) {
        var text = new StringBuilder("[");
        for (int type : types) {
            text.append(text.length() == 1 ? "" : " ").append(describe(type));
        }
        return text.append(']').toString();
    }
}
