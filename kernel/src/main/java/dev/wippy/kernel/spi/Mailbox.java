package dev.wippy.kernel.spi;

import dev.wippy.kernel.Event;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * What comes in for a process, first come first served. Holds a bounded number of messages; what the kernel itself tells
 * always finds room. Safe for use by many threads.
 */
public interface Mailbox {

    /** Takes the next event, if one is there. */
    Optional<Event> poll();

    /**
     * Takes the next event, once there is one. Each subscription takes one; those that wait get theirs in the order that
     * they came in. Signalled on the thread that sends, which must not be held up. An event is taken for the subscriber
     * that it is signalled to: one that may give up takes {@link #receive(Duration)}, or waits for {@link #readiness} and
     * polls, and loses nothing. Fails with kind Canceled when the process ends.
     */
    Mono<Event> receive();

    /** The same; completes empty once the time is over, by the kernel's time. */
    Mono<Event> receive(Duration timeout);

    /** Ready while an event is there. */
    Readiness readiness();

    /** How many events wait. */
    int size();
}
