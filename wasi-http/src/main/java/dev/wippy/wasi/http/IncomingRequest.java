package dev.wippy.wasi.http;

import dev.wippy.component.bind.WitErrorException;
import dev.wippy.component.bind.WitResource;
import java.util.Optional;

/** The resource {@code wasi:http/types.incoming-request}. Used on the process's own thread. */
@WitResource("incoming-request")
final class IncomingRequest implements AutoCloseable {
    private final Children children = new Children("incoming-request");
    private final Method method;
    private final Optional<String> pathWithQuery;
    private final Optional<Scheme> scheme;
    private final Optional<String> authority;
    private final Fields headers;
    private final IncomingBody body;
    private boolean consumed;

    IncomingRequest(Method method, Optional<String> pathWithQuery, Optional<Scheme> scheme,
            Optional<String> authority, Fields headers, IncomingBody body) {
        this.method = method;
        this.pathWithQuery = pathWithQuery;
        this.scheme = scheme;
        this.authority = authority;
        this.headers = headers;
        this.body = body;
    }

    Method method() {
        return method;
    }

    Optional<String> pathWithQuery() {
        return pathWithQuery;
    }

    Optional<Scheme> scheme() {
        return scheme;
    }

    Optional<String> authority() {
        return authority;
    }

    Fields headers() {
        return headers.child(children);
    }

    IncomingBody consume() {
        if (consumed) {
            throw new WitErrorException(null);
        }
        consumed = true;
        return body;
    }

    @Override
    public void close() {
        children.requireNone();
        if (!consumed) {
            body.close();
        }
    }
}
