package dev.wippy.wasi.sockets;

import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/** The settings of a socket: what the guest sets, and what the system makes of it. */
final class SocketOptions {

    /** What Linux takes at most: {@code MAX_TCP_KEEPIDLE}, {@code MAX_TCP_KEEPINTVL}, {@code MAX_TCP_KEEPCNT}. */
    private static final long MAX_SECONDS = 32767;

    private static final int MAX_COUNT = 127;

    /** What systems begin with; Java has no way to set another for packets to one host. */
    private static final int HOP_LIMIT = 64;

    private final Map<SocketOption<?>, Object> values = new LinkedHashMap<>();
    private @Nullable NetworkChannel channel;

    SocketOptions(NetworkChannel channel) {
        this.channel = channel;
    }

    /** From now on nothing is behind it, and it keeps what was set for the sockets that inherit it. */
    void detach() {
        for (SocketOption<?> option : List.of(
                StandardSocketOptions.SO_KEEPALIVE, StandardSocketOptions.SO_RCVBUF, StandardSocketOptions.SO_SNDBUF,
                ExtendedSocketOptions.TCP_KEEPIDLE, ExtendedSocketOptions.TCP_KEEPINTERVAL,
                ExtendedSocketOptions.TCP_KEEPCOUNT)) {
            keep(option);
        }
        channel = null;
    }

    private <T> void keep(SocketOption<T> option) {
        values.putIfAbsent(option, get(option));
    }

    /** Sets all that was set here on another socket. */
    void inherit(SocketOptions other) {
        other.values.forEach((option, value) -> setAny(option, value));
    }

    @SuppressWarnings("unchecked")
    private <T> void setAny(SocketOption<T> option, Object value) {
        set(option, (T) value);
    }

    private <T> void set(SocketOption<T> option, T value) {
        if (channel != null) {
            try {
                channel.setOption(option, value);
            } catch (IOException failed) {
                throw ErrorCode.of(failed).failure();
            } catch (UnsupportedOperationException _) {
                throw ErrorCode.NOT_SUPPORTED.failure();
            }
        }
        values.put(option, value);
    }

    private <T> T get(SocketOption<T> option) {
        try {
            Object value = channel == null ? values.get(option) : channel.getOption(option);
            return option.type().cast(Objects.requireNonNull(value));
        } catch (IOException failed) {
            throw ErrorCode.of(failed).failure();
        } catch (UnsupportedOperationException _) {
            throw ErrorCode.NOT_SUPPORTED.failure();
        }
    }

    boolean keepAlive() {
        return get(StandardSocketOptions.SO_KEEPALIVE);
    }

    void setKeepAlive(boolean value) {
        set(StandardSocketOptions.SO_KEEPALIVE, value);
    }

    long keepAliveIdle() {
        return nanos(get(ExtendedSocketOptions.TCP_KEEPIDLE));
    }

    void setKeepAliveIdle(long nanos) {
        set(ExtendedSocketOptions.TCP_KEEPIDLE, seconds(nanos));
    }

    long keepAliveInterval() {
        return nanos(get(ExtendedSocketOptions.TCP_KEEPINTERVAL));
    }

    void setKeepAliveInterval(long nanos) {
        set(ExtendedSocketOptions.TCP_KEEPINTERVAL, seconds(nanos));
    }

    int keepAliveCount() {
        return get(ExtendedSocketOptions.TCP_KEEPCOUNT);
    }

    void setKeepAliveCount(int count) {
        requireSome(Integer.toUnsignedLong(count));
        set(ExtendedSocketOptions.TCP_KEEPCOUNT, Integer.compareUnsigned(count, MAX_COUNT) < 0 ? count : MAX_COUNT);
    }

    int hopLimit() {
        return HOP_LIMIT;
    }

    void setHopLimit(int value) {
        requireSome(value);
        if (value != HOP_LIMIT) {
            throw ErrorCode.NOT_SUPPORTED.failure();
        }
    }

    long receiveBuffer() {
        return get(StandardSocketOptions.SO_RCVBUF);
    }

    void setReceiveBuffer(long size) {
        set(StandardSocketOptions.SO_RCVBUF, size(size));
    }

    long sendBuffer() {
        return get(StandardSocketOptions.SO_SNDBUF);
    }

    void setSendBuffer(long size) {
        set(StandardSocketOptions.SO_SNDBUF, size(size));
    }

    private static int size(long size) {
        requireSome(size);
        return Long.compareUnsigned(size, Integer.MAX_VALUE / 2) < 0 ? (int) size : Integer.MAX_VALUE / 2;
    }

    private static void requireSome(long value) {
        if (value == 0) {
            throw ErrorCode.INVALID_ARGUMENT.failure();
        }
    }

    private static long nanos(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    /** The system counts in seconds; part of one counts as one. */
    private static int seconds(long nanos) {
        requireSome(nanos);
        long second = Duration.ofSeconds(1).toNanos();
        long whole = Long.divideUnsigned(nanos, second) + (Long.remainderUnsigned(nanos, second) == 0 ? 0 : 1);
        return (int) Math.min(whole, MAX_SECONDS);
    }
}
