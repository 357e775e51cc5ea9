package dev.wippy.kernel;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A process that runs on a {@link ProcessHost}. All methods may be called from any thread, and return at once. */
public sealed interface Process permits HostedProcess {

    /** Its name. */
    Pid pid();

    /** The id of the entry that it runs. */
    String entry();

    /**
     * Its steps from now on, a hot view: a subscriber that falls behind by more than {@value ProcessHost#STEPS_KEPT} steps
     * loses the oldest ones, and never holds the process back. Signals come on the process's own thread, or on the one
     * that requests.
     */
    Flux<Step> steps();

    /** Completes once Init is done, also for late subscribers; does not complete if the process ends before. */
    Mono<Void> started();

    /** Steps that some subscriber of {@link #steps} lost. */
    long stepsDropped();

    /** How it is now; once it is gone, how it was at the end. */
    ProcessStatus status();

    /**
     * Where it is now. Stops its thread for a moment, so this is for people who look at one process.
     */
    ProcessStack stack();

    /** Its end, for any number of subscribers, also late ones; signalled once all that it had is freed. */
    Mono<Exit> exit();

    /**
     * Sends it a message when subscribed to; complete means that it is in the mailbox. Fails as Unavailable if that is
     * full, as NotFound if the process is gone, as Invalid if the topic begins with {@code @} or the payload is no value of
     * SPEC section 3.
     */
    Mono<Void> send(String topic, @Nullable Object payload);

    /**
     * Asks it to end. One that receives events gets {@link Event.Cancel}; any other ends at its next wait or safepoint, with
     * kind Canceled. Does nothing when it is gone.
     *
     * @param reason for the event, or the exit's message
     */
    void cancel(String reason);

    /**
     * Ends it now, also while it computes. An import that ignores its interrupt holds the end up for no longer than the
     * kernel's grace period.
     */
    void terminate();
}
