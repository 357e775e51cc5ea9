package dev.wippy.component.abi;

import dev.wippy.component.concurrent.Channel;
import dev.wippy.component.concurrent.CopyEnd;
import dev.wippy.component.concurrent.Store;
import dev.wippy.component.types.ValueType;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.CoreType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Experimental: the built-ins of 0.3 for streams and futures, of one stream's or future's type. */
public final class ChannelBuiltins {
    private static final long[] NOTHING = {};

    private final ValueType type;
    private final @Nullable Codec codec;

    private ChannelBuiltins(ValueType type, @Nullable Codec codec) {
        this.type = type;
        this.codec = codec;
    }

    /**
     * The built-ins of a type.
     *
     * @throws IllegalArgumentException if elements are of a type that has no codec
     */
    public static ChannelBuiltins of(ValueType type) {
        return new ChannelBuiltins(type, ChannelCodec.element(type)
                .map(element -> new CodecCompiler(true).compile(element))
                .orElse(null));
    }

    /** The core type of the built-in of that name. */
    public static CoreExternType.Function type(String name) {
        return switch (name.substring(name.indexOf('.') + 1)) {
            case "new" -> new CoreExternType.Function(List.of(), List.of(CoreType.I64));
            case "read", "write" -> AsyncBuiltins.type(name.startsWith("stream") ? 3 : 2, 1);
            case "cancel-read", "cancel-write" -> AsyncBuiltins.type(1, 1);
            case "drop-readable", "drop-writable" -> AsyncBuiltins.type(1, 0);
            default -> throw new IllegalArgumentException("no such built-in: " + name);
        };
    }

    /** Whether a built-in has to name a memory. */
    public boolean needsMemory(String name) {
        return codec != null && (name.endsWith(".read") || name.endsWith(".write"));
    }

    /** Whether a built-in has to name a realloc. */
    public boolean needsRealloc(String name) {
        return codec != null && codec.hasPointers() && name.endsWith(".read");
    }

    /** The built-in of that name in an instance. */
    public CoreFunction builtin(String name, boolean async, CanonicalOptions options, InstanceState state) {
        Store store = Objects.requireNonNull(state.tasks()).store();
        boolean future = type instanceof ValueType.FutureOf;
        boolean readable = name.endsWith("read") || name.endsWith("readable");
        ElementType element = new ElementType(ChannelCodec.element(type), state);
        CoreFunction.Body body = switch (name.substring(name.indexOf('.') + 1)) {
            case "new" -> _ -> {
                Channel channel = future
                        ? new Channel.OfFuture(element, element.numbers())
                        : new Channel.OfStream(element, element.numbers());
                long read = state.handles().add(new CopyEnd(channel, true));
                long write = state.handles().add(new CopyEnd(channel, false));
                return new long[]{read | write << 32};
            };
            case "read", "write" -> arguments -> {
                int index = (int) arguments[0];
                CopyEnd end = ChannelCodec.find(state, index, readable, future, element);
                end.checkIdle(name);
                LiftLowerContext cx = new LiftLowerContext(name, state, options, null);
                GuestBuffer buffer = new GuestBuffer(cx, codec, Integer.toUnsignedLong((int) arguments[1]),
                        future ? 1 : (int) arguments[2]);
                return AsyncBuiltins.one(end.copy(name, store.current(), index, buffer, async));
            };
            case "cancel-read", "cancel-write" -> arguments -> AsyncBuiltins.one(
                    ChannelCodec.find(state, (int) arguments[0], readable, future, element)
                            .cancel(name, store.current(), async));
            default -> arguments -> {
                CopyEnd end = ChannelCodec.find(state, (int) arguments[0], readable, future, element);
                end.drop();
                state.handles().remove((int) arguments[0], CopyEnd.class, end.toString());
                return NOTHING;
            };
        };
        return CoreFunction.host(type(name), arguments -> {
            state.checkMayLeave(name);
            return body.call(arguments);
        });
    }
}
