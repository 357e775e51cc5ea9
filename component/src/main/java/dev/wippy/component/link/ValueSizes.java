package dev.wippy.component.link;

import dev.wippy.component.types.ValueType;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many bytes the values of a type take (CanonicalABI.md, <em>Alignment</em> and <em>Element Size</em>), where
 * pointers take eight: a type has to be valid for 64-bit memories too.
 */
final class ValueSizes {
    /** The most that a value may take. */
    static final long MAX_BYTES = (1L << 28) - 1;
    private static final long TOO_LARGE = 1L << 40;

    private final Map<ValueType, Size> known = new IdentityHashMap<>();

    private record Size(long bytes, int alignment) {
        static final Size POINTER = new Size(16, 8);

        static Size of(int bytes) {
            return new Size(bytes, bytes);
        }
    }

    /** The size; some number above {@link #MAX_BYTES} for all that are far above it. */
    long bytes(ValueType type) {
        return size(type).bytes();
    }

    private Size size(ValueType type) {
        Size size = known.get(type);
        if (size == null) {
            size = compute(type);
            known.put(type, size);
        }
        return size;
    }

    private Size compute(ValueType type) {
        return switch (type) {
            case ValueType.Primitive primitive -> switch (primitive) {
                case BOOL, S8, U8 -> Size.of(1);
                case S16, U16 -> Size.of(2);
                case S32, U32, F32, CHAR, ERROR_CONTEXT -> Size.of(4);
                case S64, U64, F64 -> Size.of(8);
                case STRING -> Size.POINTER;
            };
            case ValueType.ListOf _,ValueType.MapOf _ -> Size.POINTER;
            case ValueType.FixedListOf(var element, int length) -> {
                Size each = size(element);
                yield new Size(cut(Integer.toUnsignedLong(length) * each.bytes()), each.alignment());
            }
            case ValueType.Record _,ValueType.Tuple _ -> record(ValueTypes.parts(type));
            case ValueType.Variant(var cases) -> variant(cases.size(), cases.stream().map(ValueType.Case::payload));
            case ValueType.OptionOf(var value) -> variant(2, Stream.of(Optional.of(value)));
            case ValueType.ResultOf(var ok, var err) -> variant(2, Stream.of(ok, err));
            case ValueType.Enum(var names) -> variant(names.size(), Stream.empty());
            case ValueType.Flags(var names) -> Size.of(names.size() <= 8 ? 1 : names.size() <= 16 ? 2 : 4);
            case ValueType.Own _,ValueType.Borrow _,ValueType.StreamOf _,ValueType.FutureOf _ -> Size.of(4);
        };
    }

    private Size record(List<ValueType> fields) {
        long bytes = 0;
        int alignment = 1;
        for (ValueType each : fields) {
            Size size = size(each);
            bytes = cut(align(bytes, size.alignment()) + size.bytes());
            alignment = Math.max(alignment, size.alignment());
        }
        return new Size(align(bytes, alignment), alignment);
    }

    private Size variant(int cases, Stream<Optional<ValueType>> payloads) {
        int discriminant = cases <= 1 << 8 ? 1 : cases <= 1 << 16 ? 2 : 4;
        long bytes = 0;
        int alignment = 1;
        for (ValueType each : payloads.flatMap(Optional::stream).toList()) {
            Size size = size(each);
            bytes = Math.max(bytes, size.bytes());
            alignment = Math.max(alignment, size.alignment());
        }
        int whole = Math.max(alignment, discriminant);
        return new Size(align(align(discriminant, alignment) + bytes, whole), whole);
    }

    private static long align(long offset, int alignment) {
        return (offset + alignment - 1) & -alignment;
    }

    private static long cut(long bytes) {
        return Math.min(bytes, TOO_LARGE);
    }
}
