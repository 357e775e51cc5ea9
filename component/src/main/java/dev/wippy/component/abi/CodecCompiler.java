package dev.wippy.component.abi;

import dev.wippy.component.types.ValueType;
import dev.wippy.component.types.ValueType.Primitive;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compiles types to codecs. A type that stands in several places of another, as the same object, is compiled once, so
 * that a small binary's type of many leaves costs what its text costs.
 */
final class CodecCompiler {

    /** Deeper types are refused, as codecs recurse on the stack. */
    private static final int MAX_DEPTH = 100;

    private final Map<ValueType, Codec> compiled = new IdentityHashMap<>();
    private final boolean tasks;
    private int depth;

    /**
     * A compiler.
     *
     * @param tasks whether the types of 0.3 are allowed, which only instances with tasks know
     */
    CodecCompiler(boolean tasks) {
        this.tasks = tasks;
    }

    Codec compile(ValueType type) {
        Codec known = compiled.get(type);
        if (known != null) {
            return known;
        }
        if (depth == MAX_DEPTH) {
            throw new IllegalArgumentException("a type is nested deeper than " + MAX_DEPTH);
        }
        depth++;
        Codec codec = make(type);
        depth--;
        compiled.put(type, codec);
        return codec;
    }

    List<Codec> compileAll(List<ValueType> types) {
        List<Codec> codecs = new ArrayList<>();
        types.forEach(type -> codecs.add(compile(type)));
        return codecs;
    }

    private Codec make(ValueType type) {
        if (!tasks && (type == Primitive.ERROR_CONTEXT || type instanceof ValueType.StreamOf
                || type instanceof ValueType.FutureOf)) {
            throw new IllegalArgumentException(type.brief() + " is not supported yet: it is a type of WASI 0.3");
        }
        return switch (type) {
            case Primitive.STRING -> new StringCodec();
            case Primitive.ERROR_CONTEXT -> new ErrorContextCodec(type);
            case Primitive primitive -> NumberCodec.of(primitive);
            case ValueType.ListOf(ValueType element) ->
                element == Primitive.U8 ? new ByteListCodec(type) : new ListCodec(type, compile(element));
            case ValueType.FixedListOf(ValueType element, int length) ->
                FixedListCodec.of(type, compile(element), length);
            case ValueType.MapOf map -> new ListCodec(type, compile(map.entry()));
            case ValueType.Record(List<ValueType.Field> fields) -> {
                List<ValueType> types = fields.stream().map(ValueType.Field::type).toList();
                yield RecordCodec.of(type, compileAll(notEmpty("record", types)));
            }
            case ValueType.Tuple(List<ValueType> types) ->
                RecordCodec.of(type, compileAll(notEmpty("tuple", types)));
            case ValueType.Variant(List<ValueType.Case> cases) -> {
                List<@Nullable Codec> payloads = new ArrayList<>();
                cases.forEach(each -> payloads.add(compile(each.payload())));
                yield new VariantCodec(type, payloads);
            }
            case ValueType.ResultOf(Optional<ValueType> ok, Optional<ValueType> err) -> {
                List<@Nullable Codec> payloads = new ArrayList<>();
                payloads.add(compile(ok));
                payloads.add(compile(err));
                yield new VariantCodec(type, payloads);
            }
            case ValueType.Enum names -> new EnumCodec(names);
            case ValueType.OptionOf(ValueType value) -> new OptionCodec(type, compile(value));
            case ValueType.Flags flags -> new FlagsCodec(flags);
            case ValueType.Own own -> new HandleCodec(own);
            case ValueType.Borrow borrow -> new HandleCodec(borrow);
            case ValueType.StreamOf _,ValueType.FutureOf _ -> new ChannelCodec(type);
        };
    }

    private @Nullable Codec compile(Optional<ValueType> type) {
        return type.isPresent() ? compile(type.get()) : null;
    }

    private static List<ValueType> notEmpty(String what, List<ValueType> types) {
        if (types.isEmpty()) {
            throw new IllegalArgumentException("a " + what + " has at least one field");
        }
        return types;
    }
}
