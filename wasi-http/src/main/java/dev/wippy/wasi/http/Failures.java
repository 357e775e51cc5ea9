package dev.wippy.wasi.http;

import dev.wippy.wasi.http.ErrorCode.DnsErrorPayload;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** What Java's, Netty's and Vert.x's exceptions stand for. */
final class Failures {
    private Failures() {}

    static ErrorCode of(Throwable failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return switch (failure) {
            case HttpException ours -> ours.code();
            case ConnectTimeoutException _ -> new ErrorCode.ConnectionTimeout();
            case UnknownHostException _ -> new ErrorCode.DnsError(new DnsErrorPayload(
                    Optional.of(message.contains("temporary") ? "SERVFAIL" : "NXDOMAIN"), Optional.empty()));
            case NoRouteToHostException _ -> new ErrorCode.DestinationIpUnroutable();
            case ConnectException _ -> message.contains("unreachable")
                    ? new ErrorCode.DestinationIpUnroutable()
                    : message.contains("timed out")
                            ? new ErrorCode.ConnectionTimeout()
                            : new ErrorCode.ConnectionRefused();
            case SSLException _ -> isCertificate(failure)
                    ? new ErrorCode.TlsCertificateError()
                    : new ErrorCode.TlsProtocolError();
            case ConnectionPoolTooBusyException _ -> new ErrorCode.ConnectionLimitReached();
            case TooLongHttpHeaderException _ -> new ErrorCode.HttpResponseHeaderSectionSize(Optional.empty());
            case TooLongHttpLineException _ -> new ErrorCode.HttpProtocolError();
            case HttpClosedException _,StreamResetException _ -> new ErrorCode.ConnectionTerminated();
            case IOException _ -> message.contains("reset") || message.contains("broken pipe")
                    || message.contains("closed") ? new ErrorCode.ConnectionTerminated() : unknown(failure);
            case IllegalArgumentException _,IllegalStateException _ -> new ErrorCode.HttpProtocolError();
            default -> failure.getCause() == null ? unknown(failure) : of(failure.getCause());
        };
    }

    /** Not the message, which may tell of the host what is none of the guest's business. */
    private static ErrorCode unknown(Throwable failure) {
        return ErrorCode.internal(failure.getClass().getSimpleName());
    }

    private static boolean isCertificate(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof CertificateException || each instanceof java.security.cert.CertPathValidatorException
                    || String.valueOf(each.getMessage()).contains("certificate")) {
                return true;
            }
        }
        return false;
    }
}
