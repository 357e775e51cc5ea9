package dev.wippy.wasi.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Vert.x, from the first that needs it on: it takes a quarter of a second to start, and has threads. */
final class LazyVertx {
    private static final long CLOSE_SECONDS = 5;

    private @Nullable Vertx vertx;
    private boolean given;
    private boolean closed;

    /** Has this one used, which is not closed here; only before the first use. */
    synchronized void use(Vertx other) {
        if (vertx != null) {
            throw new IllegalStateException("Vert.x is in use already");
        }
        vertx = other;
        given = true;
    }

    synchronized Vertx get() {
        if (closed) {
            throw new IllegalStateException("the HTTP module is closed");
        }
        Vertx current = vertx;
        if (current == null) {
            current = Vertx.vertx(new VertxOptions()
                    .setUseDaemonThread(true)
                    .setEventLoopPoolSize(Math.max(2, Runtime.getRuntime().availableProcessors()))
                    // Nothing is read from files, so that no folder for copies is needed.
                    .setFileSystemOptions(new FileSystemOptions()
                            .setClassPathResolvingEnabled(false)
                            .setFileCachingEnabled(false)));
            vertx = current;
        }
        return current;
    }

    synchronized boolean isStarted() {
        return vertx != null;
    }

    void close() {
        Vertx own;
        synchronized (this) {
            closed = true;
            own = given ? null : vertx;
        }
        if (own == null) {
            return;
        }
        var done = new CountDownLatch(1);
        own.close().onComplete(_ -> done.countDown());
        try {
            done.await(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
