package dev.wippy.wasi.http;

import dev.wippy.wasi.http.Fields.Field;
import dev.wippy.wasi.sockets.network.NameResolver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A request as it is sent.
 *
 * @param host without brackets
 * @param connectTimeout nanoseconds, as the others
 */
record OutgoingCall(
        String method,
        boolean secure,
        String host,
        int port,
        String pathWithQuery,
        List<Field> headers,
        Optional<BodySink> body,
        long connectTimeout,
        long firstByteTimeout,
        long betweenBytesTimeout) {

    /** For a guest that says nothing: longer than anybody waits, and not for ever. */
    private static final long DEFAULT_TIMEOUT = Duration.ofMinutes(10).toNanos();
    private static final long DEFAULT_CONNECT_TIMEOUT = Duration.ofMinutes(1).toNanos();

    /**
     * Of a guest's request.
     *
     * @throws dev.wippy.component.bind.WitErrorException if it is none that can be sent
     */
    static OutgoingCall of(OutgoingRequest request, Optional<RequestOptions> options) {
        boolean secure = switch (request.scheme().orElse(new Scheme.Https())) {
            case Scheme.Http _ -> false;
            case Scheme.Https _ -> true;
            case Scheme.Other _ -> throw new ErrorCode.HttpRequestUriInvalid().failure();
        };
        if (request.method() instanceof Method.Connect) {
            // It asks for no response but for a way through.
            throw new ErrorCode.HttpRequestMethodInvalid().failure();
        }
        Syntax.Authority authority = request.authority()
                .flatMap(Syntax::authority)
                .orElseThrow(() -> new ErrorCode.HttpRequestUriInvalid().failure());
        String path = request.pathWithQuery().orElse("");
        List<Field> headers = request.headers().all();
        if (ContentLength.isWrong(headers)) {
            throw new ErrorCode.HttpProtocolError().failure();
        }
        boolean missing = request.body().isEmpty() && ContentLength.of(headers).orElse(0) != 0;
        if (missing) {
            throw new ErrorCode.HttpRequestBodySize(Optional.of(0L)).failure();
        }
        return new OutgoingCall(
                request.method().text(),
                secure,
                // As it is asked for, and as the other side is told: not in Unicode.
                NameResolver.ascii(authority.host()).orElse(authority.host()),
                authority.port().orElse(secure ? 443 : 80),
                path.isEmpty() || path.startsWith("?") ? "/" + path : path,
                headers,
                request.body().map(OutgoingBody::sink),
                timeout(options.map(RequestOptions::connectTimeout), DEFAULT_CONNECT_TIMEOUT),
                timeout(options.map(RequestOptions::firstByteTimeout), DEFAULT_TIMEOUT),
                timeout(options.map(RequestOptions::betweenBytesTimeout), DEFAULT_TIMEOUT));
    }

    private static long timeout(Optional<OptionalLong> given, long otherwise) {
        long nanos = given.orElse(OptionalLong.empty()).orElse(otherwise);
        return nanos < 0 ? Long.MAX_VALUE : nanos;
    }
}
