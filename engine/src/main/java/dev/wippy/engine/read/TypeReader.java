package dev.wippy.engine.read;

import java.util.List;
import java.util.OptionalLong;

/** Reads the type section (section 5.5.4), and the types of what is imported and defined (section 5.3). */
final class TypeReader {
    private static final long MAX_PAGES = 65_536;
    private static final long MAX_ELEMENTS = 0xffff_ffffL;
    private static final String TOO_MANY_PAGES = "memory size must be at most 65536 pages (4 GiB)";
    private static final String TOO_MANY_ELEMENTS = "table size must be at most 2^32-1";

    private final ModuleSections sections;
    private final SectionReader in;

    TypeReader(ModuleSections sections, SectionReader in) {
        this.sections = sections;
        this.in = in;
    }

    void readTypes() {
        for (int left = in.count(); left > 0; left--) {
            int start = in.position;
            int form = in.u8();
            if (form == 0x4e) {
                readGroup();
            } else {
                readFunctionType(form, start);
            }
        }
    }

    /** A recursive group: of one function type, it is that type; larger ones are garbage collection's. */
    private void readGroup() {
        int start = in.position;
        int count = in.count();
        if (count > 1) {
            throw new NeedsOtherException(Feature.GARBAGE_COLLECTION, in.where(start));
        }
        if (count == 1) {
            readFunctionType(in.u8(), start);
        }
    }

    private void readFunctionType(int form, int start) {
        switch (form) {
            case 0x60 -> {
                in.limit("number of types", sections.types.count() + 1L, ModuleReader.MAX_DEFINITIONS, start);
                in.selfType = sections.types.count();
                sections.types.add(valTypes("parameters"), valTypes("results"));
                in.selfType = -1;
            }
            case 0x4f, 0x50, 0x5e, 0x5f -> throw new NeedsOtherException(Feature.GARBAGE_COLLECTION, in.where(start));
            default -> {
                if (form >= 0x80) {
                    throw in.invalid("integer representation too long", start);
                }
                throw in.invalid("malformed definition type 0x" + Integer.toHexString(form), start);
            }
        }
    }

    private int[] valTypes(String what) {
        int start = in.position;
        int count = in.count();
        in.limit("number of " + what, count, ModuleReader.MAX_PARAMETERS, start);
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.valType(sections.types);
        }
        return values;
    }

    /** The index of a type that there is. */
    int typeIndex() {
        int start = in.position;
        int index = in.u32();
        if (Integer.compareUnsigned(index, sections.types.count()) >= 0) {
            throw in.invalid("unknown type " + Integer.toUnsignedString(index), start);
        }
        return index;
    }

    /** The type of an import, which is added to all of its kind. */
    ExternType importType(int kind, int start) {
        switch (kind) {
            case 0 -> {
                int index = typeIndex();
                sections.functions.add(index);
                return new ExternType.Function(index);
            }
            case 1 -> {
                return added(sections.tables, tableType());
            }
            case 2 -> {
                return added(sections.memories, memoryType());
            }
            case 3 -> {
                return added(sections.globals, globalType());
            }
            case 4 -> {
                return added(sections.tags, tagType());
            }
            default -> throw in.invalid("malformed import kind", start);
        }
    }

    private static <T> T added(List<T> all, T one) {
        all.add(one);
        return one;
    }

    ExternType.Table tableType() {
        int element = in.referenceType(sections.types);
        int start = in.position;
        int flags = limitsFlags();
        long minimum = size(MAX_ELEMENTS, TOO_MANY_ELEMENTS, start);
        return new ExternType.Table(element, minimum, maximum(flags, minimum, MAX_ELEMENTS,
                TOO_MANY_ELEMENTS, start));
    }

    ExternType.Memory memoryType() {
        int start = in.position;
        int flags = limitsFlags();
        long minimum = size(MAX_PAGES, TOO_MANY_PAGES, start);
        return new ExternType.Memory(minimum, maximum(flags, minimum, MAX_PAGES, TOO_MANY_PAGES, start));
    }

    private int limitsFlags() {
        int start = in.position;
        int flags = in.u8();
        if (flags > 7) {
            throw in.invalid("malformed limits flags 0x" + Integer.toHexString(flags), start);
        }
        if ((flags & 4) != 0) {
            throw Refusals.memory64(in.where(start));
        }
        if ((flags & 2) != 0) {
            throw new NeedsOtherException(Feature.THREADS, in.where(start));
        }
        return flags;
    }

    private long size(long most, String error, int start) {
        long size = in.u64();
        if (Long.compareUnsigned(size, most) > 0) {
            throw in.invalid(error + ", found " + Long.toUnsignedString(size), start);
        }
        return size;
    }

    private OptionalLong maximum(int flags, long minimum, long most, String error, int start) {
        if ((flags & 1) == 0) {
            return OptionalLong.empty();
        }
        long maximum = size(most, error, start);
        if (maximum < minimum) {
            throw in.invalid("size minimum must not be greater than maximum: " + minimum + ", " + maximum, start);
        }
        return OptionalLong.of(maximum);
    }

    ExternType.Global globalType() {
        int value = in.valType(sections.types);
        int start = in.position;
        int mutable = in.u8();
        if (mutable > 1) {
            throw in.invalid("malformed mutability", start);
        }
        return new ExternType.Global(value, mutable == 1);
    }

    ExternType.Tag tagType() {
        int start = in.position;
        if (in.u8() != 0) {
            throw in.invalid("zero byte expected", start);
        }
        int index = typeIndex();
        if (sections.types.get(index).resultCount() != 0) {
            throw in.invalid("non-empty tag result type " + sections.types.get(index), start);
        }
        return new ExternType.Tag(index);
    }
}
