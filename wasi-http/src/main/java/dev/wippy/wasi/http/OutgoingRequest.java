package dev.wippy.wasi.http;

import dev.wippy.component.bind.WitErrorException;
import dev.wippy.component.bind.WitResource;
import java.util.Optional;

/** The resource {@code wasi:http/types.outgoing-request}. Used on the process's own thread. */
@WitResource("outgoing-request")
final class OutgoingRequest implements AutoCloseable {
    private final ProcessHttp process;
    private final Fields headers;
    private final Children children = new Children("outgoing-request");
    private Method method = Method.GET;
    private Optional<String> pathWithQuery = Optional.empty();
    private Optional<Scheme> scheme = Optional.empty();
    private Optional<String> authority = Optional.empty();
    private Optional<OutgoingBody> body = Optional.empty();

    OutgoingRequest(ProcessHttp process, Fields headers) {
        this.process = process;
        this.headers = headers;
    }

    OutgoingBody takeBody() {
        if (body.isPresent()) {
            throw new WitErrorException(null);
        }
        var taken = new OutgoingBody(process, ContentLength.of(headers.all()), true);
        body = Optional.of(taken);
        return taken;
    }

    /** What {@link #takeBody} gave, if it was called. */
    Optional<OutgoingBody> body() {
        return body;
    }

    Method method() {
        return method;
    }

    void setMethod(Method value) {
        require(!(value instanceof Method.Other(String name)) || Syntax.isToken(name));
        method = value;
    }

    Optional<String> pathWithQuery() {
        return pathWithQuery;
    }

    void setPathWithQuery(Optional<String> value) {
        require(value.isEmpty() || Syntax.isPathWithQuery(value.get()));
        pathWithQuery = value;
    }

    Optional<Scheme> scheme() {
        return scheme;
    }

    void setScheme(Optional<Scheme> value) {
        require(!(value.orElse(null) instanceof Scheme.Other(String name)) || Syntax.isScheme(name));
        scheme = value;
    }

    Optional<String> authority() {
        return authority;
    }

    void setAuthority(Optional<String> value) {
        require(value.isEmpty() || Syntax.authority(value.get()).isPresent());
        authority = value;
    }

    private static void require(boolean right) {
        if (!right) {
            throw new WitErrorException(null);
        }
    }

    Fields headers() {
        return headers;
    }

    Fields headersChild() {
        return headers.child(children);
    }

    /** It was handed over: nobody drops it any more. */
    void handedOver() {
        headers.close();
    }

    @Override
    public void close() {
        children.requireNone();
        headers.close();
    }
}
