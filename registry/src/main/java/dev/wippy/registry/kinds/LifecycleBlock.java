package dev.wippy.registry.kinds;

import dev.wippy.kernel.service.Lifecycle;
import dev.wippy.kernel.service.RestartPolicy;
import dev.wippy.kernel.spi.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The {@code lifecycle} block (SPEC section 2). A host starts on first use and ends with the app, whatever it says. */
final class LifecycleBlock {
    private static final List<String> ONLY_OF_SERVICES =
            List.of("start_timeout", "stop_timeout", "stable_threshold", "restart");

    private LifecycleBlock() {}

    /** Reads the block of a host: checks all of it, and says what has no effect. */
    static void ofHost(Fields fields) {
        read(fields);
        fields.map("lifecycle").ifPresent(lifecycle -> ONLY_OF_SERVICES.stream()
                .filter(field -> lifecycle.node(field).isPresent())
                .forEach(field -> lifecycle.warning(field, "has no effect on a " + fields.kind())));
    }

    /** Reads the block; what is not written, or wrong, is as by default. What it requires becomes a need of the entry. */
    static Lifecycle read(Fields fields) {
        Lifecycle otherwise = Lifecycle.DEFAULT;
        Optional<Fields> block = fields.map("lifecycle");
        if (block.isEmpty()) {
            return otherwise;
        }
        Fields lifecycle = block.get();
        lifecycle.references("requires");
        return new Lifecycle(
                lifecycle.bool("auto_start").orElse(otherwise.autoStart()),
                lifecycle.duration("start_timeout").orElse(otherwise.startTimeout()),
                lifecycle.duration("stop_timeout").orElse(otherwise.stopTimeout()),
                lifecycle.duration("stable_threshold").orElse(otherwise.stableThreshold()),
                lifecycle.map("restart").map(LifecycleBlock::restart).orElse(otherwise.restart()));
    }

    private static RestartPolicy restart(Fields restart) {
        RestartPolicy otherwise = RestartPolicy.DEFAULT;
        Duration initial = restart.duration("initial_delay").orElse(otherwise.initialDelay());
        return new RestartPolicy(
                initial,
                restart.duration("max_delay").orElse(otherwise.maxDelay()),
                number(restart, "backoff_factor", 1, Double.MAX_VALUE, "of at least 1, such as 2.0")
                        .orElse(otherwise.backoffFactor()),
                number(restart, "jitter", 0, 1, "from 0 to 1, such as 0.1").orElse(otherwise.jitter()),
                maxAttempts(restart));
    }

    private static Optional<Double> number(Fields fields, String field, double least, double most, String right) {
        Optional<Object> value = fields.node(field).map(node -> node.toValue());
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof Number number && number.doubleValue() >= least && number.doubleValue() <= most) {
            return Optional.of(number.doubleValue());
        }
        fields.problem(field, "must be a number " + right);
        return Optional.empty();
    }

    private static int maxAttempts(Fields restart) {
        OptionalLong attempts = restart.integer("max_attempts");
        if (attempts.isPresent() && (attempts.getAsLong() < 0 || attempts.getAsLong() > Integer.MAX_VALUE)) {
            restart.problem("max_attempts", "cannot be negative (0 is no limit), nor more than 2147483647");
            return 0;
        }
        return (int) attempts.orElse(RestartPolicy.DEFAULT.maxAttempts());
    }
}
