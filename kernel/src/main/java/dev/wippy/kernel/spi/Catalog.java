package dev.wippy.kernel.spi;

import dev.wippy.kernel.ProcessHost;
import dev.wippy.kernel.Template;
import reactor.core.publisher.Mono;

/**
 * Where the kernel looks up what a process spawns by id: an app's entries. Given to
 * {@link dev.wippy.kernel.Kernel#attach}. Methods return at once; what has to be started first is started on a thread
 * that may block. Safe for use by many threads.
 */
public interface Catalog {

    /** The template of a process entry; empty if there is no such entry here. */
    Mono<Template> template(String entry);

    /** A process host; empty if there is no such entry here. */
    Mono<ProcessHost> host(String id);
}
