package dev.wippy.wasi.http;

import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.wasi.sockets.network.NetworkPolicy;
import io.vertx.core.Vertx;
import java.lang.invoke.MethodHandles;
import java.util.List;

/**
 * What {@code imports: [wasi:http]} enables: {@code wasi:http} for requests that go out, as far as the entry's
 * {@code wasi.network} lets them. Vert.x starts with the first request.
 */
public final class HttpModule implements ImportModule {
    private static final String TYPES = "wasi:http/types@0.2.12";
    private static final String OUTGOING_HANDLER = "wasi:http/outgoing-handler@0.2.12";

    private final LazyVertx vertx = new LazyVertx();
    private final HttpClients clients = new HttpClients(vertx);

    /**
     * Has a Vert.x of the embedder's used, who closes it; only before the first request.
     *
     * @throws IllegalStateException if one is in use already
     */
    public void use(Vertx other) {
        vertx.use(other);
    }

    /** Whether Vert.x is in use. */
    boolean isStarted() {
        return vertx.isStarted();
    }

    @Override
    public String name() {
        return "wasi:http";
    }

    @Override
    public List<String> interfaces() {
        return List.of(TYPES, OUTGOING_HANDLER);
    }

    @Override
    public void link(Imports imports, ProcessContext process) {
        var http = new ProcessHttp(process, NetworkPolicy.of(process));
        process.onClose(http);
        var lookup = MethodHandles.lookup();
        imports.bind(TYPES, new ServerTypes(http), lookup);
        imports.bind(OUTGOING_HANDLER, new OutgoingHandler(http, clients), lookup);
    }

    @Override
    public void close() {
        clients.close();
    }
}
