package dev.wippy.kernel.spi;

import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Something that can be waited for: a state, and a one-shot wake-up that can be removed. Waiting does not start anything,
 * and giving up a wait ends nothing but the wait.
 */
public interface Readiness {

    /** Is always ready. */
    Readiness ALWAYS = new Readiness() {
        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public Disposable onReady(Runnable wake) {
            wake.run();
            return () -> {};
        }
    };

    /** Whether it is ready now; never true too early. */
    boolean ready();

    /**
     * Runs {@code wake} once when it becomes ready, or at once if it is, on any thread.
     *
     * @return removes the wake-up; does nothing once it ran
     */
    Disposable onReady(Runnable wake);

    /** Completes, empty, once it is ready; cancelling removes the wake-up. */
    default Mono<Void> whenReady() {
        return Mono.create(sink -> sink.onDispose(onReady(sink::success)));
    }
}
