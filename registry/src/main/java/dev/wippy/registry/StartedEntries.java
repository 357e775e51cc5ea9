package dev.wippy.registry;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.Template;
import dev.wippy.kernel.spi.Entries;
import dev.wippy.kernel.spi.EntryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What entries have started as. Each is made once, on first use and on the thread that uses it first, after what it needs;
 * others that use it meanwhile wait. One that failed stays failed. Entries that do not need one another are made
 * independently.
 */
final class StartedEntries implements Entries, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StartedEntries.class);

    private sealed interface Made {
        record Started(Object value) implements Made {}

        record Failed(KernelException cause) implements Made {}
    }

    /** An entry that is made, or was. */
    private static final class Making {
        private final String id;
        private final CompletableFuture<Made> result = new CompletableFuture<>();

        /** What it can't go on without at present; guarded by the entries. */
        private @Nullable Making waitsFor;

        private Making(String id) {
            this.id = id;
        }
    }

    private final Plans plans;
    private final Path root;
    private final Supplier<Kernel> kernel;
    private final EnvReferences environment;
    private final Map<String, Making> makings = new ConcurrentHashMap<>();

    /** What the thread makes, the innermost. */
    private final ThreadLocal<@Nullable Making> current = new ThreadLocal<>();

    // Guarded by this

    private final Deque<AutoCloseable> closeables = new ArrayDeque<>();
    private boolean closed;

    StartedEntries(Plans plans, Path root, Supplier<Kernel> kernel) {
        this.plans = plans;
        this.root = root;
        this.kernel = kernel;
        this.environment = new EnvReferences(plans, this);
    }

    @Override
    public Kernel kernel() {
        return kernel.get();
    }

    @Override
    public Path root() {
        return root;
    }

    @Override
    public <T> T get(String id, Class<T> type) {
        return find(id, type)
                .orElseThrow(() -> new KernelException(ErrorKind.NOT_FOUND, "there is no entry \"" + id + "\""));
    }

    @Override
    public <T> Optional<T> find(String id, Class<T> type) {
        Optional<Planned> planned = plans.find(id);
        if (planned.isEmpty()) {
            return Optional.empty();
        }
        Object value = make(planned.get());
        if (!type.isInstance(value)) {
            throw new KernelException(
                    ErrorKind.INVALID,
                    "\"" + id + "\" is a " + planned.get().entry().kind()
                            + (type == Template.class
                                    ? ", of which no process can be made"
                                    : ", which is no " + type.getSimpleName()));
        }
        return Optional.of(type.cast(value));
    }

    @Override
    public String expand(String text) {
        return environment.expand(text);
    }

    /**
     * Makes an entry, unless it was made.
     *
     * @throws KernelException if it, or what it needs, can't be made
     */
    Object make(Planned planned) {
        String id = planned.entry().id();
        Making known = makings.get(id);
        if (known != null && known.result.isDone()) {
            return valueOf(known.result.join());
        }
        Making outer = current.get();
        var own = new Making(id);
        Making making = enter(own, outer);
        try {
            if (making == own) {
                makeOn(own, planned, outer);
            }
            return valueOf(making.result.join());
        } finally {
            leave(outer);
        }
    }

    /** Who makes it: {@code own} if nobody did yet. What is made on this thread then waits for it. */
    private synchronized Making enter(Making own, @Nullable Making outer) {
        Making present = makings.get(own.id);
        if (present == null && closed) {
            throw new KernelException(ErrorKind.UNAVAILABLE, "the app was closed, so " + own.id + " can't start");
        }
        if (present == null) {
            makings.put(own.id, own);
        } else if (outer != null) {
            refuseCircle(present, outer);
        }
        Making making = present == null ? own : present;
        if (outer != null) {
            outer.waitsFor = making;
        }
        return making;
    }

    /** Two threads may each make what the other one's needs: neither would ever go on. */
    private static void refuseCircle(Making wanted, Making outer) {
        var path = new ArrayList<String>();
        Making each = wanted;
        while (each != null && !each.result.isDone()) {
            path.add(each.id);
            if (each == outer) {
                throw new KernelException(
                        ErrorKind.INVALID,
                        "the entries need one another: " + String.join(" -> ", path) + " -> " + wanted.id);
            }
            each = each.waitsFor;
        }
    }

    private synchronized void leave(@Nullable Making outer) {
        if (outer != null) {
            outer.waitsFor = null;
        }
    }

    private void makeOn(Making own, Planned planned, @Nullable Making outer) {
        current.set(own);
        try {
            own.result.complete(make(planned, own.id));
        } catch (Throwable thrown) {
            // Not a fault of the entry, so that another attempt may succeed.
            makings.remove(own.id);
            own.result.completeExceptionally(thrown);
            throw thrown;
        } finally {
            current.set(outer);
        }
    }

    private static Object valueOf(Made made) {
        return switch (made) {
            case Made.Started(Object value) -> value;
            case Made.Failed(KernelException cause) -> throw cause;
        };
    }

    private Made make(Planned planned, String id) {
        try {
            planned.references().forEach(each -> plans.find(each.target()).ifPresent(this::make));
            Object value = start(planned);
            if (value instanceof AutoCloseable closeable) {
                keep(closeable, id);
            }
            return new Made.Started(value);
        } catch (AppException e) {
            return new Made.Failed(e);
        } catch (EntryException e) {
            return failed(planned, e.kind(), e.field(), e);
        } catch (KernelException e) {
            return failed(planned, e.kind(), "", e);
        } catch (RuntimeException e) {
            LOG.error("{} failed to start", id, e);
            return new Made.Failed(
                    exception(planned, ErrorKind.INTERNAL, "", "failed to start, by a fault of its kind: " + e, e));
        }
    }

    /** What comes after the app was closed is closed at once. */
    private void keep(AutoCloseable closeable, String id) throws KernelException {
        synchronized (this) {
            if (!closed) {
                closeables.push(closeable);
                return;
            }
        }
        var late = new KernelException(ErrorKind.UNAVAILABLE, "the app was closed while " + id + " started");
        close(closeable).ifPresent(late::addSuppressed);
        throw late;
    }

    private Object start(Planned planned) {
        if (planned.start().isPresent()) {
            return planned.start().get().start(this);
        }
        if (planned.template().isPresent()) {
            return planned.template().get().template(this);
        }
        throw new KernelException(ErrorKind.INVALID, "could not be read, so it can't start");
    }

    private static Made failed(Planned planned, ErrorKind kind, String field, KernelException e) {
        return new Made.Failed(exception(planned, kind, field, String.valueOf(e.getMessage()), e));
    }

    private static AppException exception(
            Planned planned, ErrorKind kind, String field, String message, @Nullable Throwable cause) {
        return new AppException(kind, List.of(planned.declaration().problem(field, message)), cause);
    }

    /** Closes what was started, the last first, all of it, whatever fails on the way. */
    @Override
    public void close() {
        Deque<AutoCloseable> open;
        synchronized (this) {
            closed = true;
            open = new ArrayDeque<>(closeables);
            closeables.clear();
        }
        var failures = new ArrayList<Exception>();
        while (!open.isEmpty()) {
            close(open.pop()).ifPresent(failures::add);
        }
        if (!failures.isEmpty()) {
            Exception first = failures.removeFirst();
            var failure = new KernelException(ErrorKind.INTERNAL, "an entry failed to close: " + first, first);
            failures.forEach(failure::addSuppressed);
            throw failure;
        }
    }

    private static Optional<Exception> close(AutoCloseable closeable) {
        try {
            closeable.close();
            return Optional.empty();
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return Optional.of(e);
        }
    }
}
