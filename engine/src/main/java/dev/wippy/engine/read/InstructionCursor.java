package dev.wippy.engine.read;

/**
 * Goes through the instructions of a body, one after the other, without allocating: after each {@link #next()} the
 * accessors tell of one instruction. What is decoded is well formed, and its types and block types exist; all other
 * indices are as they stand in the bytes.
 *
 * <p>What an accessor returns for an instruction that has no such immediate is not defined. Not for several threads; to
 * be used again for other bodies of the module.
 */
public final class InstructionCursor extends ByteReader {
    /** The {@link #blockTypeIndex()} of a block whose type is written out. */
    public static final int NO_INDEX = -1;

    /** {@link #catchKind}: branches with what the exception carries. */
    public static final int CATCH = 0;
    /** {@link #catchKind}: branches with what the exception carries, and the exception. */
    public static final int CATCH_REF = 1;
    /** {@link #catchKind}: branches without values, whatever the exception. */
    public static final int CATCH_ALL = 2;
    /** {@link #catchKind}: branches with the exception, whatever it is. */
    public static final int CATCH_ALL_REF = 3;

    private static final int EMPTY_BLOCK = 0x40;
    private static final int WITH_MEMORY = 0x40;

    private final ModuleSections sections;
    private int function;
    private int offset;
    int opcode;
    int index;
    int second;
    int type;
    long value;
    /** The targets of a br_table, or kind, tag and label of each catch clause. */
    private int[] list = new int[16];
    private int listSize;

    /** A cursor for the bodies of a module. */
    public InstructionCursor(ModuleDefinition module) {
        this(module.sections());
    }

    InstructionCursor(ModuleSections sections) {
        super(sections.bytes);
        this.sections = sections;
    }

    /** Goes to the start of a body. */
    public void begin(FunctionBody body) {
        function = body.function();
        position = body.offset();
        limit = body.end();
    }

    /** Goes to a constant expression, or any place in the bytes. */
    void begin(int from, int to) {
        function = -1;
        position = from;
        limit = to;
    }

    @Override
    String place() {
        if (function < 0) {
            return "constant expression";
        }
        var name = sections.names.function(function);
        return "function " + function + name.map(text -> " " + quote(text)).orElse("");
    }

    /** Where the present instruction starts in the module's bytes. */
    public int offset() {
        return offset;
    }

    /** Where the next instruction starts. */
    public int nextOffset() {
        return position;
    }

    /**
     * The first byte of the next instruction, -1 at the end: its {@link Opcode} if it has no prefix. For instructions
     * that a generator fuses, such as a comparison and the branch behind it.
     */
    public int peek() {
        return position < limit ? bytes[position] & 0xff : -1;
    }

    /** The {@link Opcode} of the present instruction. */
    public int opcode() {
        return opcode;
    }

    /**
     * The first index of the instruction, unsigned: of a local, global, function, tag, table, memory (of an access,
     * {@code memory.size}, {@code grow}, {@code fill}, and the destination of {@code memory.copy}), data or element
     * segment, a label by its depth, or the type of {@code call_indirect} and {@code call_ref}.
     */
    public int index() {
        return index;
    }

    /**
     * The second index: the table of {@code call_indirect} and {@code table.init}, the memory of {@code memory.init},
     * the source of {@code memory.copy} and {@code table.copy}.
     */
    public int secondIndex() {
        return second;
    }

    /** The number of a constant: an integer extended by its sign, a float's bits. */
    public long value() {
        return value;
    }

    /** The offset of a memory access: an unsigned 32-bit number once the body is valid. */
    public long memoryOffset() {
        return value;
    }

    /** The alignment of a memory access: the exponent of a power of two. */
    public int alignment() {
        return second;
    }

    /** The index of the type of a block, or {@link #NO_INDEX} if it has no parameters and at most one result. */
    public int blockTypeIndex() {
        return index;
    }

    /** The one result of a block without a type index, {@link ValType#BOTTOM} if it has none. */
    public int blockResult() {
        return type;
    }

    /** The type of a {@code select} that names it, and the null reference of {@code ref.null}. */
    public int valType() {
        return type;
    }

    /** How many targets a {@code br_table} has, its default included, which is the last. */
    public int targetCount() {
        return listSize;
    }

    /** A target of a {@code br_table}: a label by its depth. */
    public int target(int place) {
        return list[place];
    }

    /** How many catch clauses a {@code try_table} has. */
    public int catchCount() {
        return listSize / 3;
    }

    /** What a catch clause is: {@link #CATCH}, {@link #CATCH_REF}, {@link #CATCH_ALL} or {@link #CATCH_ALL_REF}. */
    public int catchKind(int clause) {
        return list[clause * 3];
    }

    /** The tag of a catch clause, if it has one. */
    public int catchTag(int clause) {
        return list[clause * 3 + 1];
    }

    /** The label of a catch clause, by its depth from outside of the {@code try_table}. */
    public int catchLabel(int clause) {
        return list[clause * 3 + 2];
    }

    /** Decodes the next instruction; false at the end of the bytes. */
    public boolean next() {
        if (position >= limit) {
            return false;
        }
        offset = position;
        int code = bytes[position++] & 0xff;
        opcode = code;
        switch (code) {
            case Opcode.LOCAL_GET, Opcode.LOCAL_SET, Opcode.LOCAL_TEE, Opcode.GLOBAL_GET, Opcode.GLOBAL_SET, Opcode.BR,
                    Opcode.BR_IF, Opcode.CALL, Opcode.RETURN_CALL, Opcode.CALL_REF, Opcode.RETURN_CALL_REF,
                    Opcode.TABLE_GET, Opcode.TABLE_SET, Opcode.THROW, Opcode.REF_FUNC, Opcode.BR_ON_NULL,
                    Opcode.BR_ON_NON_NULL, Opcode.MEMORY_SIZE, Opcode.MEMORY_GROW ->
                index = u32();
            case Opcode.I32_CONST -> value = s32();
            case Opcode.I64_CONST -> value = s64();
            case Opcode.F32_CONST -> value = fixed32();
            case Opcode.F64_CONST -> value = fixed64();
            case Opcode.BLOCK, Opcode.LOOP, Opcode.IF -> blockType();
            case Opcode.TRY_TABLE -> {
                blockType();
                catchClauses();
            }
            case Opcode.BR_TABLE -> targets();
            case Opcode.CALL_INDIRECT, Opcode.RETURN_CALL_INDIRECT -> {
                index = u32();
                second = u32();
            }
            case Opcode.SELECT_T -> selectType();
            case Opcode.REF_NULL -> type = ValType.reference(heapType(sections.types), true);
            case 0xfc -> prefixed();
            default -> {
                if (code >= Opcode.I32_LOAD && code <= Opcode.I64_STORE32) {
                    memoryAccess();
                } else if (!Opcode.isKnown(code)) {
                    throw refusal(code);
                }
            }
        }
        return true;
    }

    private RuntimeException refusal(int code) {
        return switch (code) {
            case 0x06, 0x07, 0x09, 0x18, 0x19 -> Refusals.legacyExceptions(where(offset));
            case 0xd3, 0xfb -> new NeedsOtherException(Feature.GARBAGE_COLLECTION, where(offset));
            case 0xfe -> new NeedsOtherException(Feature.THREADS, where(offset));
            case 0xfd -> {
                int number = u32();
                yield number >= 0x100 ? Refusals.relaxedSimd(where(offset)) : Refusals.simd(where(offset));
            }
            default -> invalid("illegal opcode " + hex(code), offset);
        };
    }

    private static String hex(int code) {
        return (code < 0x10 ? "0" : "") + Integer.toHexString(code);
    }

    private void prefixed() {
        int number = u32();
        if (Integer.compareUnsigned(number, Opcode.COUNT - Opcode.PREFIXED) >= 0) {
            throw invalid("illegal opcode fc " + hex(number), offset);
        }
        opcode = Opcode.PREFIXED + number;
        switch (opcode) {
            case Opcode.MEMORY_INIT, Opcode.MEMORY_COPY, Opcode.TABLE_INIT, Opcode.TABLE_COPY -> {
                index = u32();
                second = u32();
            }
            case Opcode.DATA_DROP, Opcode.MEMORY_FILL, Opcode.ELEM_DROP, Opcode.TABLE_GROW, Opcode.TABLE_SIZE,
                    Opcode.TABLE_FILL ->
                index = u32();
            default -> {
                // Saturating conversions have no immediates.
            }
        }
    }

    private void memoryAccess() {
        int start = position;
        int flags = u32();
        if (Integer.compareUnsigned(flags, 2 * WITH_MEMORY) >= 0) {
            throw invalid("malformed memop flags 0x" + Integer.toHexString(flags), start);
        }
        second = flags & ~WITH_MEMORY;
        index = (flags & WITH_MEMORY) != 0 ? u32() : 0;
        value = position < limit && bytes[position] >= 0 ? bytes[position++] : u64();
    }

    private void blockType() {
        int code = position < limit ? bytes[position] : 0;
        index = NO_INDEX;
        type = ValType.BOTTOM;
        if (code == EMPTY_BLOCK) {
            position++;
        } else if (code < 0 || code < EMPTY_BLOCK) {
            long known = s33();
            if (known < 0) {
                throw invalid("malformed block type", offset + 1);
            }
            if (known >= sections.types.count()) {
                throw invalid("unknown type " + known, offset + 1);
            }
            index = (int) known;
        } else {
            type = valType(sections.types);
        }
    }

    private void selectType() {
        int start = position;
        int count = count();
        if (count != 1) {
            throw invalid("invalid result arity " + count + " other than 1 is not (yet) allowed", start);
        }
        type = valType(sections.types);
    }

    private void targets() {
        int count = count();
        clearList(count + 1);
        for (int i = 0; i <= count; i++) {
            list[i] = u32();
        }
        listSize = count + 1;
    }

    private void catchClauses() {
        int count = count();
        clearList(count * 3L);
        for (int i = 0; i < count; i++) {
            int start = position;
            int kind = u8();
            if (kind > CATCH_ALL_REF) {
                throw invalid("malformed catch clause", start);
            }
            list[i * 3] = kind;
            list[i * 3 + 1] = kind <= CATCH_REF ? u32() : 0;
            list[i * 3 + 2] = u32();
        }
        listSize = count * 3;
    }

    /** Makes room; the size is bounded by the bytes left, which {@link #count} has checked. */
    private void clearList(long size) {
        if (size > list.length) {
            list = new int[Math.toIntExact(size)];
        }
    }
}
