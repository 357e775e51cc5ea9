package dev.wippy.wasi.sockets;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;

/** A stream of a socket failed. Has no stack trace, as it is nothing that went wrong here. */
final class SocketException extends KernelException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    SocketException(ErrorCode code) {
        super(ErrorKind.UNAVAILABLE, code.text());
        this.code = code;
    }

    ErrorCode code() {
        return code;
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
