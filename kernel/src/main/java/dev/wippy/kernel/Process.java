package dev.wippy.kernel;

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

    /** Steps that some subscriber of {@link #steps} lost. */
    long stepsDropped();

    /** Its end, for any number of subscribers, also late ones; signalled once all that it had is freed. */
    Mono<Exit> exit();

    /**
     * Asks it to end: at its next wait or safepoint, with kind Canceled.
     *
     * @param reason for the exit's message
     */
    void cancel(String reason);

    /** Ends it now, also while it computes. */
    void terminate();
}
