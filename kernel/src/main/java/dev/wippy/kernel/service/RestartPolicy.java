package dev.wippy.kernel.service;

import java.time.Duration;

/**
 * When a service that failed is launched again: after a delay that grows with each failure in a row.
 *
 * @param initialDelay before the first restart
 * @param maxDelay no delay is longer
 * @param backoffFactor each delay is so many times the one before, at least 1
 * @param jitter by what part of itself a delay is longer or shorter at random, from 0 to 1, so that services that failed
 *     together do not come back together
 * @param maxAttempts how many restarts in a row; 0 for no limit
 */
public record RestartPolicy(
        Duration initialDelay, Duration maxDelay, double backoffFactor, double jitter, int maxAttempts) {

    /** What holds when nothing is said (SPEC section 2). */
    public static final RestartPolicy DEFAULT =
            new RestartPolicy(Duration.ofSeconds(1), Duration.ofSeconds(90), 2.0, 0.1, 0);

    public RestartPolicy {
        if (initialDelay.isNegative() || maxDelay.isNegative()) {
            throw new IllegalArgumentException("a delay is not negative: " + initialDelay + ", " + maxDelay);
        }
        if (!(backoffFactor >= 1)) {
            throw new IllegalArgumentException("backoff_factor is at least 1, and not: " + backoffFactor);
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter is from 0 to 1, and not: " + jitter);
        }
        if (maxAttempts < 0) {
            throw new IllegalArgumentException("max_attempts is not negative, and not: " + maxAttempts);
        }
    }

    /**
     * The delay before a restart.
     *
     * @param restart counts from 1
     * @param random from 0 to 1: where in the range that the jitter leaves
     */
    Duration delay(int restart, double random) {
        double most = maxDelay.toNanos();
        double middle = Math.min(initialDelay.toNanos() * Math.pow(backoffFactor, restart - 1), most);
        double shortest = middle * (1 - jitter);
        // At the cap the range ends there, and is still a range: no two services fall into step.
        double longest = Math.min(middle * (1 + jitter), most);
        return Duration.ofNanos(Math.round(shortest + random * (longest - shortest)));
    }
}
