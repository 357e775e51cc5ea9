package dev.wippy.kernel.service;

import dev.wippy.kernel.Failure;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an operator reads of a service: each change is one line that says why, and what comes next. */
final class ServiceLog {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    private static final int MILLIS_SHOWN_BELOW = 10;

    private final String id;
    private final Lifecycle lifecycle;

    ServiceLog(String id, Lifecycle lifecycle) {
        this.id = id;
        this.lifecycle = lifecycle;
    }

    void running(String run, int restarts) {
        LOG.info("{}: runs as {}{}", id, run, restarts == 0 ? "" : ", after restart " + of(restarts));
    }

    void endedNormally(Duration ran) {
        LOG.info("{}: ended normally after {}, and is not started again", id, text(ran));
    }

    void backsOff(Failure failure, int restart, Duration delay) {
        LOG.warn("{}: failed: {}; restart {} in {}", id, failure, of(restart), text(delay));
    }

    void gaveUp(Failure failure) {
        LOG.error(
                "{}: failed: {}; it was restarted {} times in a row and is not any more"
                        + " (lifecycle.restart.max_attempts)",
                id,
                failure,
                lifecycle.restart().maxAttempts());
    }

    void lacksRequirement(Failure failure) {
        LOG.error("{}: is not started: {}", id, failure.message());
    }

    void stopping(String run) {
        LOG.info(
                "{}: stopping; {} has {} to end (lifecycle.stop_timeout)", id, run, text(lifecycle.stopTimeout()));
    }

    void terminated(String run) {
        LOG.warn(
                "{}: {} did not end within {} (lifecycle.stop_timeout), and is terminated",
                id,
                run,
                text(lifecycle.stopTimeout()));
    }

    void stopped() {
        LOG.info("{}: stopped", id);
    }

    private String of(int restart) {
        int most = lifecycle.restart().maxAttempts();
        return most == 0 ? Integer.toString(restart) : restart + " of " + most;
    }

    /** {@code 250 ms}, {@code 1.9 s}, {@code 12 s}, {@code 1 min 30 s}. */
    static String text(Duration duration) {
        double seconds = duration.toNanos() / 1e9;
        if (seconds < 1) {
            return duration.toMillis() + " ms";
        }
        if (seconds < MILLIS_SHOWN_BELOW) {
            return String.format(Locale.ROOT, "%.1f s", seconds).replace(".0 s", " s");
        }
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        String minutes = whole / 60 + " min";
        return whole % 60 == 0 ? minutes : minutes + " " + whole % 60 + " s";
    }
}
