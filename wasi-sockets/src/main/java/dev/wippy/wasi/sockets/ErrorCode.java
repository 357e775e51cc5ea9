package dev.wippy.wasi.sockets;

import dev.wippy.component.bind.WitErrorException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;

/** The enum {@code wasi:sockets/network.error-code}. */
public enum ErrorCode {
    UNKNOWN, ACCESS_DENIED, NOT_SUPPORTED, INVALID_ARGUMENT, OUT_OF_MEMORY, TIMEOUT, CONCURRENCY_CONFLICT,
    NOT_IN_PROGRESS, WOULD_BLOCK, INVALID_STATE, NEW_SOCKET_LIMIT, ADDRESS_NOT_BINDABLE, ADDRESS_IN_USE,
    REMOTE_UNREACHABLE, CONNECTION_REFUSED, CONNECTION_RESET, CONNECTION_ABORTED, DATAGRAM_TOO_LARGE,
    NAME_UNRESOLVABLE, TEMPORARY_RESOLVER_FAILURE, PERMANENT_RESOLVER_FAILURE;

    /** What a function throws to answer with this. */
    WitErrorException failure() {
        return new WitErrorException(this);
    }

    /** As the WIT writes it. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * What Java's exception stands for. Where one class has several causes its message, which is the system's, tells them
     * apart.
     */
    static ErrorCode of(IOException failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("timed out")) {
            return TIMEOUT;
        }
        if (message.contains("unreachable") && !(failure instanceof PortUnreachableException)
                || message.contains("no route") || message.contains("host is down")) {
            return REMOTE_UNREACHABLE;
        }
        if (message.contains("permission denied") || message.contains("not permitted")) {
            return ACCESS_DENIED;
        }
        return switch (failure) {
            case NoRouteToHostException _ -> REMOTE_UNREACHABLE;
            case PortUnreachableException _ -> CONNECTION_REFUSED;
            case BindException _ -> message.contains("cannot assign") || message.contains("not available")
                    ? ADDRESS_NOT_BINDABLE
                    : message.contains("in use") ? ADDRESS_IN_USE : UNKNOWN;
            case ConnectException _ -> message.contains("cannot assign")
                    ? ADDRESS_IN_USE
                    : message.contains("reset")
                            ? CONNECTION_RESET
                            : message.contains("refused") ? CONNECTION_REFUSED : UNKNOWN;
            case UnknownHostException _ -> message.contains("temporary")
                    ? TEMPORARY_RESOLVER_FAILURE
                    : NAME_UNRESOLVABLE;
            case ClosedChannelException _ -> INVALID_STATE;
            default -> ofMessage(message);
        };
    }

    private static ErrorCode ofMessage(String message) {
        if (message.contains("reset") || message.contains("broken pipe")) {
            return CONNECTION_RESET;
        }
        if (message.contains("refused")) {
            return CONNECTION_REFUSED;
        }
        if (message.contains("abort")) {
            return CONNECTION_ABORTED;
        }
        if (message.contains("too many open files")) {
            return NEW_SOCKET_LIMIT;
        }
        if (message.contains("message too long")) {
            return DATAGRAM_TOO_LARGE;
        }
        if (message.contains("no buffer space") || message.contains("cannot allocate memory")) {
            return OUT_OF_MEMORY;
        }
        return message.contains("not supported") ? NOT_SUPPORTED : UNKNOWN;
    }
}
