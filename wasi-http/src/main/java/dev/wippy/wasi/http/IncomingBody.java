package dev.wippy.wasi.http;

import dev.wippy.component.bind.WitErrorException;
import dev.wippy.component.bind.WitResource;
import dev.wippy.wasi.io.InputStream;

/** The resource {@code wasi:http/types.incoming-body}. Used on the process's own thread. */
@WitResource("incoming-body")
final class IncomingBody implements AutoCloseable {
    private final Children children = new Children("incoming-body");
    private final ProcessHttp process;
    private final BodySource source;
    private final Runnable onDrop;
    private boolean taken;

    /** @param onDrop the guest wants no more of it */
    IncomingBody(ProcessHttp process, BodySource source, Runnable onDrop) {
        this.process = process;
        this.source = source;
        this.onDrop = onDrop;
    }

    InputStream stream() {
        if (taken) {
            throw new WitErrorException(null);
        }
        taken = true;
        children.add();
        return InputStream.of(source, children::remove);
    }

    FutureTrailers finish() {
        children.requireNone();
        source.discard();
        return new FutureTrailers(process, source, onDrop);
    }

    @Override
    public void close() {
        children.requireNone();
        onDrop.run();
    }
}
