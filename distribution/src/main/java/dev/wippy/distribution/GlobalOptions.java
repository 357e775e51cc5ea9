package dev.wippy.distribution;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command has. */
final class GlobalOptions {

    /** How much is logged; a level includes those above it. */
    enum LogLevel {
        off,
        error,
        warn,
        info,
        debug,
        trace
    }

    @Option(names = "-C", paramLabel = "DIR", scope = ScopeType.INHERIT, description = "The app's folder (the working directory if not given).")
    private @Nullable Path directory;

    @Option(names = {"-v",
        "--verbose"}, scope = ScopeType.INHERIT, description = "Say on stderr what is compiled and what the cache had; show the stack of internal errors.")
    private boolean verbose;

    @Option(names = "--log-level", paramLabel = "LEVEL", scope = ScopeType.INHERIT, description = "Log on stderr from this level on: ${COMPLETION-CANDIDATES} (default: warn; info for an app that \"wippy run\" starts).")
    private @Nullable LogLevel logLevel;

    /** The app root. */
    Path root(Shell shell) {
        return directory == null ? shell.workingDirectory() : shell.workingDirectory().resolve(directory);
    }

    boolean verbose() {
        return verbose;
    }

    /** @param otherwise when none is given */
    LogLevel logLevel(LogLevel otherwise) {
        return logLevel == null ? otherwise : logLevel;
    }
}
