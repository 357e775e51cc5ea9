package dev.wippy.kernel.spi;

import dev.wippy.kernel.Exit;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Pid;
import dev.wippy.kernel.Tie;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A process among the others: all that SPEC section 6 lets it do. Nothing happens before a subscription, and nothing
 * blocks; signals come on the subscribing thread, unless something has to be started first. Safe for use by many threads.
 *
 * <p>Where a process is named that is gone or never was, the {@code Mono} fails with a
 * {@link dev.wippy.kernel.KernelException} of kind NotFound.
 */
public interface Actor {

    /** This process. */
    Pid self();

    /**
     * Starts a process.
     *
     * @param entry the id of a process entry
     * @param host the id of a process host; empty for the one that runs this process
     * @param ties made before the process runs, so that nothing of it is missed
     */
    Mono<Pid> spawn(String entry, Optional<String> host, Launch launch, Tie... ties);

    /** Starts a process and waits for its end, of whatever kind; giving up terminates it. */
    Mono<Exit> exec(String entry, Optional<String> host, Launch launch);

    /**
     * Puts a message into a mailbox; complete means that it is there.
     *
     * @param topic does not begin with {@code @}, else the {@code Mono} fails as Invalid
     * @param payload a value of SPEC section 3, which is copied; anything else fails as Invalid. A full mailbox, or a
     *     receiver without the memory for it, fails as Unavailable.
     */
    Mono<Void> send(Pid to, String topic, @Nullable Object payload);

    /** Asks a process to end. One that receives events gets it as one; any other ends at its next wait or safepoint. */
    Mono<Void> cancel(Pid process, String reason);

    /** Ends a process, also while it computes. */
    Mono<Void> terminate(Pid process);

    /**
     * Wants to hear of the end of a process, once; asking again changes nothing. Fails as Unavailable past as many ties
     * as the process may hold handles.
     */
    Mono<Void> monitor(Pid process);

    /**
     * No longer wants to hear of it.
     *
     * @return true: it will not; false: it did not want to, or has the event in its mailbox already
     */
    Mono<Boolean> unmonitor(Pid process);

    /** Ties this process and another to one fate; doing so again changes nothing. Bounded as {@link #monitor} is. */
    Mono<Void> link(Pid process);

    /**
     * Unties them.
     *
     * @return true: the other's end no longer matters; false: there was no link, or the end was told already
     */
    Mono<Boolean> unlink(Pid process);

    /** Whether this process hears of the failures of those it is linked to, and does not fail with them. */
    Mono<Void> trapLinks(boolean trap);

    /**
     * Gives this process a name, one of any number, until it ends; fails as AlreadyExists if another has it.
     *
     * @param name up to 255 characters, the first neither <code>{</code> nor {@code @}; else Invalid
     */
    Mono<Void> register(String name);

    /** Takes a name from this process again; fails as NotFound if it has no such name. */
    Mono<Void> unregister(String name);

    /** The process that has a name; fails as NotFound if none has. */
    Mono<Pid> lookup(String name);
}
