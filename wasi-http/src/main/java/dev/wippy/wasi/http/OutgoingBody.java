package dev.wippy.wasi.http;

import dev.wippy.component.bind.WitErrorException;
import dev.wippy.component.bind.WitResource;
import dev.wippy.wasi.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** The resource {@code wasi:http/types.outgoing-body}. Used on the process's own thread. */
@WitResource("outgoing-body")
final class OutgoingBody implements AutoCloseable {
    private final Children children = new Children("outgoing-body");
    private final BodySink sink;
    private final OptionalLong length;
    private final boolean request;
    private boolean taken;
    private boolean finished;

    /**
     * @param length how long its headers say that it is
     * @param request whether it is a request's
     */
    OutgoingBody(ProcessHttp process, OptionalLong length, boolean request) {
        this.sink = new BodySink(process, length, request);
        this.length = length;
        this.request = request;
    }

    BodySink sink() {
        return sink;
    }

    OutputStream write() {
        if (taken) {
            throw new WitErrorException(null);
        }
        taken = true;
        children.add();
        return OutputStream.of(sink, children::remove);
    }

    /** Says that it is whole. */
    void finish(Optional<Fields> trailers) {
        children.requireNone();
        finished = true;
        boolean some = trailers.isPresent() && !trailers.get().all().isEmpty();
        trailers.ifPresent(Fields::close);
        if (length.isPresent() && length.getAsLong() != sink.written()) {
            sink.abort();
            Optional<Long> size = Optional.of(sink.written());
            throw (request ? new ErrorCode.HttpRequestBodySize(size) : new ErrorCode.HttpResponseBodySize(size))
                    .failure();
        }
        if (some) {
            sink.abort();
            throw ErrorCode.internal("trailers are not sent by this client").failure();
        }
        sink.end();
    }

    /** Whoever drops it without a finish has given up: the other side is not to take it for whole. */
    @Override
    public void close() {
        children.requireNone();
        if (!finished) {
            sink.abort();
        }
    }
}
