package dev.wippy.kernel.service;

import dev.wippy.kernel.Failure;
import dev.wippy.kernel.Process;
import dev.wippy.kernel.Template;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** One run of a service, from its launch to its end. All methods return at once, and may be called from any thread. */
public interface ServiceRun {

    /** What runs, for people: a process's name. */
    String name();

    /** Completes once it is ready; need not complete if it never is. */
    Mono<Void> started();

    /** Gives how it ended, once: empty for a normal end. */
    Mono<Optional<Failure>> ended();

    /** Asks it to end. */
    void cancel(String reason);

    /** Ends it, whatever it does. */
    void terminate();

    /**
     * A process as a run of a service, which is ready after Init. An {@code err} result and an exit code other than 0 are
     * failures too.
     *
     * @param template what it was made from
     */
    static ServiceRun of(Process process, Template template) {
        return new ServiceProcess(process, template);
    }
}
