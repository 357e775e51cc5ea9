package dev.wippy.distribution;

import java.io.IOException;
import java.util.Optional;

/** What a command says: results on standard output, all else on standard error. */
final class Console {
    private final Shell shell;
    private final Output output;
    private final Output error;

    Console(Shell shell) {
        this.shell = shell;
        this.output = new Output(shell.output());
        this.error = new Output(shell.error());
    }

    Shell shell() {
        return shell;
    }

    Output output() {
        return output;
    }

    Output error() {
        return error;
    }

    /** Says what went wrong. */
    void complain(String message) {
        error.println("wippy: " + message);
    }

    /** The exit code once all is said: a result that did not reach its reader is no success. */
    int exitCode(int code) {
        Optional<IOException> failure = output.failure();
        if (failure.isEmpty()) {
            return code;
        }
        if (Output.isBrokenPipe(failure.get())) {
            return ExitCode.BROKEN_PIPE;
        }
        complain("writing to standard output failed: " + failure.get().getMessage());
        return code == ExitCode.OK ? ExitCode.FAILED : code;
    }
}
