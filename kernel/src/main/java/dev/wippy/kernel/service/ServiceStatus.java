package dev.wippy.kernel.service;

import dev.wippy.kernel.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a {@link Service} is.
 *
 * @param state where it is on its way
 * @param since from when on it is there, by the kernel's time
 * @param run what runs, such as a process's name; empty while nothing does
 * @param restarts how many times in a row it was launched again, or is about to be
 * @param failure why it failed last, since it ran stably
 * @param delay how long it waits before it is launched again, while it backs off
 */
public record ServiceStatus(
        ServiceState state,
        Instant since,
        Optional<String> run,
        int restarts,
        Optional<Failure> failure,
        Optional<Duration> delay) {}
