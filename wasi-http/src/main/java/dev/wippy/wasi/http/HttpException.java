package dev.wippy.wasi.http;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;

/** A body failed. Has no stack trace, as it is nothing that went wrong here. */
final class HttpException extends KernelException {
    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;

    HttpException(ErrorCode code) {
        super(ErrorKind.UNAVAILABLE, code.toString());
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
