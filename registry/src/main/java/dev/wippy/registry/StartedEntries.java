package dev.wippy.registry;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.Template;
import dev.wippy.kernel.spi.Entries;
import dev.wippy.kernel.spi.EntryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What entries have started as. Each is made once, on first use, after what it needs; one that failed stays failed. One
 * lock covers the making, as an entry may ask for any other meanwhile; what is made is found without it.
 */
final class StartedEntries implements Entries, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StartedEntries.class);

    private sealed interface Made {
        record Started(Object value) implements Made {}

        record Failed(KernelException cause) implements Made {}
    }

    private final Plans plans;
    private final Path root;
    private final Supplier<Kernel> kernel;
    private final EnvReferences environment;
    private final Map<String, Made> made = new ConcurrentHashMap<>();
    private final ReentrantLock making = new ReentrantLock();
    private final Set<String> open = new LinkedHashSet<>();
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
        Made known = made.get(planned.entry().id());
        return valueOf(known != null ? known : makeLocked(planned));
    }

    private static Object valueOf(Made made) {
        return switch (made) {
            case Made.Started(Object value) -> value;
            case Made.Failed(KernelException cause) -> throw cause;
        };
    }

    private Made makeLocked(Planned planned) {
        String id = planned.entry().id();
        making.lock();
        try {
            Made known = made.get(id);
            if (known != null) {
                return known;
            }
            if (closed) {
                throw new KernelException(ErrorKind.UNAVAILABLE, "the app was closed, so " + id + " can't start");
            }
            if (!open.add(id)) {
                throw new KernelException(
                        ErrorKind.INVALID, "the entries need one another: " + String.join(" -> ", open) + " -> " + id);
            }
            Made result;
            try {
                result = make(planned, id);
            } finally {
                open.remove(id);
            }
            made.put(id, result);
            return result;
        } finally {
            making.unlock();
        }
    }

    private Made make(Planned planned, String id) {
        try {
            planned.references().forEach(each -> plans.find(each.target()).ifPresent(this::make));
            Object value = start(planned);
            if (value instanceof AutoCloseable closeable) {
                closeables.push(closeable);
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
        making.lock();
        try {
            closed = true;
            KernelException failure = null;
            while (!closeables.isEmpty()) {
                AutoCloseable each = closeables.pop();
                try {
                    each.close();
                } catch (Exception e) {
                    if (e instanceof InterruptedException) {
                        Thread.currentThread().interrupt();
                    }
                    if (failure == null) {
                        failure = new KernelException(ErrorKind.INTERNAL, "an entry failed to close: " + e, e);
                    } else {
                        failure.addSuppressed(e);
                    }
                }
            }
            if (failure != null) {
                throw failure;
            }
        } finally {
            making.unlock();
        }
    }
}
