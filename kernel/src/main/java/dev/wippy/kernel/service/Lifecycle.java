package dev.wippy.kernel.service;

import java.time.Duration;

/**
 * How a service is started, kept and stopped: the {@code lifecycle} block of an entry.
 *
 * @param autoStart whether it starts with the app
 * @param startTimeout how long it may take to become ready; past it that is a failure
 * @param stopTimeout how long it may take to end when it is told to; past it it is terminated
 * @param stableThreshold once it ran for longer, its failures are counted anew
 * @param restart when it is launched again after a failure
 */
public record Lifecycle(
        boolean autoStart,
        Duration startTimeout,
        Duration stopTimeout,
        Duration stableThreshold,
        RestartPolicy restart) {

    /** What holds when nothing is said (SPEC section 2). */
    public static final Lifecycle DEFAULT = new Lifecycle(
            false, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(5), RestartPolicy.DEFAULT);
}
