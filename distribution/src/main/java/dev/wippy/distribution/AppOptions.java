package dev.wippy.distribution;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that look at a running app, which {@code -C} names by its folder. */
final class AppOptions {
    @Option(names = "--of", paramLabel = "NUMBER", description = "Which one, by the number that the system gives it, if the app runs more than once.")
    private @Nullable Long process;

    OptionalLong process() {
        return process == null ? OptionalLong.empty() : OptionalLong.of(process);
    }
}
