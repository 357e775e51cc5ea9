package dev.wippy.wasi.http;

import dev.wippy.component.bind.WitErrorException;
import dev.wippy.component.bind.WitResource;
import java.util.Optional;

/** The resource {@code wasi:http/types.outgoing-response}. Used on the process's own thread. */
@WitResource("outgoing-response")
final class OutgoingResponse implements AutoCloseable {
    private final ProcessHttp process;
    private final Fields headers;
    private final Children children = new Children("outgoing-response");
    private int status = 200;
    private Optional<OutgoingBody> body = Optional.empty();

    OutgoingResponse(ProcessHttp process, Fields headers) {
        this.process = process;
        this.headers = headers;
    }

    int status() {
        return status;
    }

    void setStatus(int value) {
        status = value;
    }

    Fields headers() {
        return headers;
    }

    Fields headersChild() {
        return headers.child(children);
    }

    OutgoingBody takeBody() {
        if (body.isPresent()) {
            throw new WitErrorException(null);
        }
        var taken = new OutgoingBody(process, ContentLength.of(headers.all()), false);
        body = Optional.of(taken);
        return taken;
    }

    Optional<OutgoingBody> body() {
        return body;
    }

    @Override
    public void close() {
        children.requireNone();
        headers.close();
    }
}
