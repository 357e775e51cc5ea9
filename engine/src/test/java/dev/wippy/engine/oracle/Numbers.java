package dev.wippy.engine.oracle;

import static dev.wippy.engine.oracle.Type.EXTERNREF;
import static dev.wippy.engine.oracle.Type.F32;
import static dev.wippy.engine.oracle.Type.F64;
import static dev.wippy.engine.oracle.Type.FUNCREF;
import static dev.wippy.engine.oracle.Type.I32;
import static dev.wippy.engine.oracle.Type.I64;

import java.util.Random;

/**
 * Random instructions on numbers and memories. The bits of a NaN that arithmetic makes are anyone's choice: where they
 * could be seen in something else than a float, it is made the canonical one.
 */
final class Numbers {
    private static final long[] LONGS = {0, 1, -1, 2, 3, 7, 31, 32, 63, 64, 127, 128, 255, 256, 65_535, 65_536,
        Integer.MAX_VALUE, Integer.MIN_VALUE, 0xffff_ffffL, 0x1_0000_0000L, Long.MAX_VALUE, Long.MIN_VALUE,
        Long.MIN_VALUE + 1, 0x5555_5555_5555_5555L, 0x8000_0000_0000_0400L, 0x7fff_ffff_ffff_fbffL};
    private static final double[] DOUBLES = {0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 0.1, 1e10, -1e10, 1e300,
        0x1p31, 0x1p32, 0x1p63, 0x1p64, -0x1p31, -0x1p63, -0x1.00000002p31, 4294967295.0, 2147483647.9, -0.99999,
        Double.MIN_VALUE, Double.MAX_VALUE, Double.MIN_NORMAL, Float.MIN_VALUE, Float.MAX_VALUE,
        Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    private static final long[] NANS = {0x7ff8_0000_0000_0000L, 0xfff8_0000_0000_0000L, 0x7ff0_0000_0000_0001L,
        0x7ff4_0000_0000_0000L, 0xffff_ffff_ffff_ffffL, 0x7ff8_0000_dead_beefL};
    private static final int[] FLOAT_NANS = {0x7fc0_0000, 0xffc0_0000, 0x7f80_0001, 0x7fa0_0000, -1, 0x7fc0_beef};
    /** Where windows begin and end, and memories. */
    private static final int[] EDGES = {0, 16 << 10, 32 << 10, 48 << 10, 64 << 10, 128 << 10, 40_000};
    private static final long[] OFFSETS = {0, 0, 0, 1, 2, 3, 4, 7, 8, 100, 1 << 10, 16_380, 65_528};
    private static final long[] LARGE = {65_532, 131_064, 196_604, 0x7000_0000L};
    private static final long[] WILD = {0x7fff_fff8L, 0x7fff_ffffL, 0x8000_0000L, 0x8000_0008L, 0xffff_fff0L,
        0xffff_ffffL, 131_064, 196_604};

    private final RandomBody body;
    private final Random random;
    private final Code code;
    private final int float32;
    private final int float64;

    /**
     * Instructions of a body.
     *
     * @param float32 a local of the type f32, for making NaNs canonical
     * @param float64 one of f64
     */
    Numbers(RandomBody body, int float32, int float64) {
        this.body = body;
        random = body.random;
        code = body.code;
        this.float32 = float32;
        this.float64 = float64;
    }

    /** Bits of a value of a type that are likely to be a special case. */
    static long bits(Random random, int type) {
        return switch (type) {
            case I32 -> random.nextInt(4) == 0 ? random.nextInt() : (int) LONGS[random.nextInt(LONGS.length)];
            case I64 -> random.nextInt(4) == 0 ? random.nextLong() : LONGS[random.nextInt(LONGS.length)];
            case F32 -> switch (random.nextInt(8)) {
                case 0 -> Integer.toUnsignedLong(random.nextInt());
                case 1 -> Integer.toUnsignedLong(FLOAT_NANS[random.nextInt(FLOAT_NANS.length)]);
                default -> Integer.toUnsignedLong(
                        Float.floatToRawIntBits((float) DOUBLES[random.nextInt(DOUBLES.length)]));
            };
            case F64 -> switch (random.nextInt(8)) {
                case 0 -> random.nextLong();
                case 1 -> NANS[random.nextInt(NANS.length)];
                default -> Double.doubleToRawLongBits(DOUBLES[random.nextInt(DOUBLES.length)]);
            };
            case EXTERNREF -> random.nextInt(3) - 1;
            default -> -1;
        };
    }

    void constant(int type) {
        long bits = bits(random, type);
        switch (type) {
            case I32 -> code.op(0x41).s((int) bits);
            case I64 -> code.op(0x42).s(bits);
            case F32 -> code.op(0x43).fixed(bits, 4);
            default -> code.op(0x44).fixed(bits, 8);
        }
    }

    private int pick(int first, int last) {
        return first + random.nextInt(last - first + 1);
    }

    private void apply(int opcode, int... operands) {
        for (int operand : operands) {
            body.value(operand);
        }
        code.op(opcode);
    }

    void operation(int type) {
        if (body.chance(15)) {
            load(type);
            return;
        }
        switch (type) {
            case I32 -> integer32();
            case I64 -> integer64();
            case F32 -> float32();
            default -> float64();
        }
    }

    private void integer32() {
        switch (random.nextInt(14)) {
            case 0 -> apply(pick(0x67, 0x69), I32);
            case 1 -> apply(pick(0xc0, 0xc1), I32);
            case 2 -> apply(0x45, I32);
            case 3 -> apply(pick(0x6a, 0x6c), I32, I32);
            case 4 -> apply(pick(0x71, 0x78), I32, I32);
            case 5 -> divide(pick(0x6d, 0x70), I32);
            case 6 -> apply(pick(0x46, 0x4f), I32, I32);
            case 7 -> apply(pick(0x51, 0x5a), I64, I64);
            case 8 -> apply(pick(0x5b, 0x60), F32, F32);
            case 9 -> apply(pick(0x61, 0x66), F64, F64);
            case 10 -> apply(body.chance(50) ? 0x50 : 0xa7, I64);
            case 11 -> {
                if (body.chance(50)) {
                    canonical(F32);
                    code.op(0xbc);
                } else {
                    code.op(0x3f).u(random.nextInt(body.shape.memories));
                }
            }
            case 12 -> truncate(0xa8, 0);
            default -> {
                switch (random.nextInt(4)) {
                    case 0 -> {
                        body.value(new int[]{FUNCREF, EXTERNREF}[random.nextInt(2)]);
                        code.op(0xd1);
                    }
                    case 1 -> code.op(0x41, random.nextInt(2)).op(0x40).u(random.nextInt(body.shape.memories));
                    case 2 -> code.op(0xfc).u(16).u(random.nextInt(body.shape.tables.size()));
                    default -> constant(I32);
                }
            }
        }
    }

    private void integer64() {
        switch (random.nextInt(8)) {
            case 0 -> apply(pick(0x79, 0x7b), I64);
            case 1 -> apply(pick(0xc2, 0xc4), I64);
            case 2 -> apply(pick(0x7c, 0x7e), I64, I64);
            case 3 -> apply(pick(0x83, 0x8a), I64, I64);
            case 4 -> divide(pick(0x7f, 0x82), I64);
            case 5 -> apply(pick(0xac, 0xad), I32);
            case 6 -> truncate(0xae, 4);
            default -> {
                canonical(F64);
                code.op(0xbd);
            }
        }
    }

    private void float32() {
        switch (random.nextInt(8)) {
            case 0, 1 -> apply(pick(0x8b, 0x91), F32);
            case 2, 3 -> apply(pick(0x92, 0x97), F32, F32);
            case 4 -> {
                body.value(F32);
                canonical(F32);
                code.op(0x98);
            }
            case 5 -> convert(0xb2);
            case 6 -> apply(0xb6, F64);
            default -> apply(0xbe, I32);
        }
    }

    private void float64() {
        switch (random.nextInt(8)) {
            case 0, 1 -> apply(pick(0x99, 0x9f), F64);
            case 2, 3 -> apply(pick(0xa0, 0xa5), F64, F64);
            case 4 -> {
                body.value(F64);
                canonical(F64);
                code.op(0xa6);
            }
            case 5 -> convert(0xb7);
            case 6 -> apply(0xbb, F32);
            default -> apply(0xbf, I64);
        }
    }

    private void convert(int first) {
        int which = random.nextInt(first == 0xb2 && body.shape.plain ? 3 : 4);
        apply(first + which, which < 2 ? I32 : I64);
    }

    /** Mostly not by zero. */
    private void divide(int opcode, int type) {
        body.value(type);
        body.value(type);
        if (body.chance(90)) {
            code.op(type == I32 ? 0x41 : 0x42, 3, type == I32 ? 0x72 : 0x84);
        }
        code.op(opcode);
    }

    /** Mostly by the instructions that saturate. */
    private void truncate(int trapping, int saturating) {
        int which = random.nextInt(4);
        body.value(which < 2 ? F32 : F64);
        if (body.chance(8)) {
            code.op(trapping + which);
        } else {
            code.op(0xfc).u(saturating + which);
        }
    }

    private void canonical(int type) {
        body.value(type);
        boolean narrow = type == F32;
        int local = narrow ? float32 : float64;
        code.op(0x22).u(local);
        code.op(narrow ? 0x43 : 0x44).fixed(narrow ? FLOAT_NANS[0] : NANS[0], narrow ? 4 : 8);
        code.op(0x20).u(local).op(0x20).u(local).op(narrow ? 0x5b : 0x61, 0x1b);
    }

    // Memories

    private void address() {
        if (body.chance(2)) {
            body.value(I32);
        } else if (body.chance(30)) {
            code.op(0x41).s(EDGES[random.nextInt(EDGES.length)] + random.nextInt(20) - 12);
        } else {
            int edge = EDGES[random.nextInt(4)];
            body.value(I32);
            code.op(0x41).s(0x1ff).op(0x71).op(0x41).s(Math.max(0, edge - random.nextInt(256))).op(0x6a);
        }
    }

    /** The alignment, the memory and the offset of an access. */
    private void access(int width) {
        int align = random.nextInt(Integer.numberOfTrailingZeros(width) + 1);
        long[] far = body.shape.plain ? LARGE : WILD;
        long offset = body.chance(2)
                ? far[random.nextInt(far.length)]
                : body.chance(20)
                        ? OFFSETS[random.nextInt(OFFSETS.length)]
                        : random.nextInt(9);
        int memory = random.nextInt(body.shape.memories);
        if (memory == 0) {
            code.u(align).u(offset);
        } else {
            code.u(align | 0x40).u(memory).u(offset);
        }
    }

    private void load(int type) {
        int[] opcodes = switch (type) {
            case I32 -> new int[]{0x28, 0x2c, 0x2d, 0x2e, 0x2f};
            case I64 -> new int[]{0x29, 0x30, 0x31, 0x32, 0x33, 0x34, 0x35};
            case F32 -> new int[]{0x2a};
            default -> new int[]{0x2b};
        };
        address();
        loadOf(opcodes[random.nextInt(opcodes.length)]);
    }

    private void loadOf(int opcode) {
        code.op(opcode);
        access(switch (opcode) {
            case 0x2c, 0x2d, 0x30, 0x31 -> 1;
            case 0x2e, 0x2f, 0x32, 0x33 -> 2;
            case 0x29, 0x2b -> 8;
            default -> 4;
        });
    }

    void store() {
        int opcode = pick(0x36, 0x3e);
        address();
        switch (opcode) {
            case 0x36, 0x3a, 0x3b -> body.value(I32);
            case 0x37, 0x3c, 0x3d, 0x3e -> body.value(I64);
            default -> floatToStore(opcode == 0x38 ? F32 : F64);
        }
        code.op(opcode);
        access(switch (opcode) {
            case 0x3a, 0x3c -> 1;
            case 0x3b, 0x3d -> 2;
            case 0x37, 0x39 -> 8;
            default -> 4;
        });
    }

    /** What is loaded or reinterpreted keeps its bits, whatever they are. */
    private void floatToStore(int type) {
        if (body.chance(30)) {
            address();
            loadOf(type == F32 ? 0x2a : 0x2b);
        } else if (body.chance(30)) {
            apply(type == F32 ? 0xbe : 0xbf, type == F32 ? I32 : I64);
        } else {
            canonical(type);
        }
    }

    void bulk() {
        int memory = random.nextInt(body.shape.memories);
        switch (random.nextInt(4)) {
            case 0 -> {
                address();
                body.value(I32);
                length();
                code.op(0xfc).u(11).u(memory);
            }
            case 1 -> {
                address();
                address();
                length();
                code.op(0xfc).u(10).u(memory).u(random.nextInt(body.shape.memories));
            }
            case 2 -> {
                if (!body.shape.plain && !body.shape.data.isEmpty()) {
                    int segment = random.nextInt(body.shape.data.size());
                    address();
                    code.op(0x41).s(random.nextInt(4)).op(0x41).s(random.nextInt(4));
                    code.op(0xfc).u(8).u(segment).u(memory);
                }
            }
            default -> {
                if (!body.shape.plain && !body.shape.data.isEmpty() && body.chance(10)) {
                    code.op(0xfc).u(9).u(random.nextInt(body.shape.data.size()));
                }
            }
        }
    }

    private void length() {
        code.op(0x41).s(body.chance(3) && !body.shape.plain ? -1 : body.chance(5) ? 70_000 : random.nextInt(60));
    }
}
