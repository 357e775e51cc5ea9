package dev.wippy.wasi.http;

import dev.wippy.component.bind.WitErrorException;
import dev.wippy.component.bind.WitResource;

/** The resource {@code wasi:http/types.incoming-response}. Used on the process's own thread. */
@WitResource("incoming-response")
final class IncomingResponse implements AutoCloseable {
    private final Children children = new Children("incoming-response");
    private final int status;
    private final Fields headers;
    private final IncomingBody body;
    private boolean consumed;

    IncomingResponse(int status, Fields headers, IncomingBody body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    int status() {
        return status;
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
