package dev.wippy.component.abi;

import dev.wippy.component.concurrent.Channel;
import dev.wippy.component.concurrent.CopyEnd;
import dev.wippy.component.types.ValueType;
import dev.wippy.engine.CoreType;
import dev.wippy.engine.Trap;
import java.util.Optional;

/** Experimental: streams and futures, of which the readable end is passed ({@code lift_async_value}). */
final class ChannelCodec extends ScalarCodec {
    private final boolean future;
    private final Optional<ValueType> element;

    ChannelCodec(ValueType type) {
        super(type, 4, CoreType.I32);
        this.future = type instanceof ValueType.FutureOf;
        this.element = element(type);
    }

    static Optional<ValueType> element(ValueType type) {
        return switch (type) {
            case ValueType.StreamOf(var element) -> element;
            case ValueType.FutureOf(var value) -> value;
            default -> throw new IllegalArgumentException("not a stream or future: " + type.brief());
        };
    }

    @Override
    Object fromBits(LiftLowerContext cx, long bits) {
        CopyEnd end = find(cx.state(), (int) bits, true, future, new ElementType(element, cx.state()));
        Channel channel = end.lift(cx.function());
        cx.state().handles().remove((int) bits, CopyEnd.class, type.brief());
        return channel;
    }

    /** The end of that index, or a trap. */
    static CopyEnd find(InstanceState state, int index, boolean readable, boolean future, ElementType element) {
        String expected = (readable ? "readable" : "writable") + " end of a " + (future ? "future" : "stream");
        CopyEnd end = state.handles().get(index, CopyEnd.class, expected);
        if (end.readable() != readable || end.channel() instanceof Channel.OfFuture != future
                || !end.channel().type().equals(element)) {
            throw new Trap("handle index " + index + " used with the wrong type, expected a " + expected + " of "
                    + element + " but found a " + end + " of " + end.channel().type());
        }
        return end;
    }

    @Override
    long toBits(LiftLowerContext cx, Object value) {
        boolean fits = future ? value instanceof Channel.OfFuture : value instanceof Channel.OfStream;
        if (!fits) {
            throw cx.mismatch(type, "a stream or future of a guest's", value);
        }
        return cx.state().handles().add(new CopyEnd((Channel) value, true));
    }
}
