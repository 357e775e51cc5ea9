package dev.wippy.registry.kinds;

import dev.wippy.kernel.spi.Fields;
import java.util.List;
import java.util.Optional;

/**
 * The {@code lifecycle} block. A host starts on first use and ends with the app, so that most of it waits for services.
 */
final class Lifecycle {
    private static final List<String> DURATIONS = List.of("start_timeout", "stop_timeout", "stable_threshold");
    private static final List<String> DELAYS = List.of("initial_delay", "max_delay");
    private static final List<String> FACTORS = List.of("backoff_factor", "jitter");

    private Lifecycle() {}

    /** Reads the block of a host: checks all of it, and says what has no effect. */
    static void ofHost(Fields fields) {
        Optional<Fields> block = fields.map("lifecycle");
        if (block.isEmpty()) {
            return;
        }
        Fields lifecycle = block.get();
        lifecycle.bool("auto_start");
        lifecycle.references("requires");
        for (String field : DURATIONS) {
            lifecycle.duration(field).ifPresent(_ -> withoutEffect(lifecycle, field, fields.kind()));
        }
        lifecycle.map("restart").ifPresent(restart -> {
            DELAYS.forEach(restart::duration);
            FACTORS.forEach(field -> factor(restart, field));
            var attempts = restart.integer("max_attempts");
            if (attempts.isPresent() && attempts.getAsLong() < 0) {
                restart.problem("max_attempts", "cannot be negative");
            }
            withoutEffect(lifecycle, "restart", fields.kind());
        });
    }

    private static void factor(Fields restart, String field) {
        restart.node(field).ifPresent(node -> {
            if (!(node.toValue() instanceof Number number) || number.doubleValue() < 0) {
                restart.problem(field, "must be a number that is not negative, such as 2.0");
            }
        });
    }

    private static void withoutEffect(Fields lifecycle, String field, String kind) {
        lifecycle.warning(field, "has no effect yet on a " + kind);
    }
}
