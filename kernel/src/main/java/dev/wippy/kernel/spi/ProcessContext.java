package dev.wippy.kernel.spi;

import dev.wippy.engine.Budget;
import dev.wippy.engine.Fuel;
import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Limits;
import dev.wippy.kernel.Operation;
import dev.wippy.kernel.Pid;
import dev.wippy.kernel.Time;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A process, as what runs inside it sees it. Used on the process's own thread, unless a method says otherwise. */
public interface ProcessContext {

    /** Its name; from any thread. */
    Pid pid();

    /** The id of its entry; from any thread. */
    String entry();

    /** What it was started with; from any thread. */
    Launch launch();

    /** What it may take; from any thread. */
    Limits limits();

    /** Its standard streams; from any thread. */
    Stdio stdio();

    /** The kernel's time; from any thread. */
    Time time();

    /** Pays for its memory; from any thread. */
    Budget budget();

    /**
     * The part of its entry that is of that type, such as {@link ProgramSettings}, or a module's own settings; resolved
     * when the process starts.
     */
    <T> Optional<T> config(Class<T> type);

    /**
     * Waits: subscribes, and suspends the process until the end of the {@code Mono}, which holds no thread of the system.
     * One that ends while it is subscribed to does not suspend. When the process is ended meanwhile, the subscription is
     * cancelled.
     *
     * @return what the {@code Mono} gave, null if it was empty
     * @throws RuntimeException the {@code Mono}'s error, as it is
     */
    <T> @Nullable T await(Mono<T> mono, Operation operation);

    /**
     * Ends the process by its own wish; does not return.
     *
     * @param code 0 for success
     */
    void exit(int code);

    /** What code of an engine that the process runs is to spend, where that is counted: instantiate with it. */
    default Optional<Fuel> fuel() {
        return Optional.empty();
    }

    /**
     * Does something of the host's for a guest that calls it. Functions that {@link Imports} binds are called so already;
     * it is for a {@link ProcessBody} that links a module itself. Other guests go on meanwhile, if it takes long.
     */
    default <T extends @Nullable Object> T inHost(Supplier<T> call) {
        return call.get();
    }

    /**
     * What comes in for the process. Asking for it makes the process one that receives events: a CANCEL comes here from
     * then on, and no longer ends it; from any thread.
     */
    default Mailbox mailbox() {
        throw new KernelException(ErrorKind.UNAVAILABLE, pid() + " receives nothing: it runs outside of a kernel");
    }

    /** The process among others; from any thread. */
    default Actor actor() {
        throw new KernelException(ErrorKind.UNAVAILABLE, pid() + " knows no others: it runs outside of a kernel");
    }

    /** Has something closed when the process is gone; the last given is closed first. */
    void onClose(AutoCloseable resource);
}
