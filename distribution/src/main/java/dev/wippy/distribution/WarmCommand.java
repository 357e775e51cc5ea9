package dev.wippy.distribution;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wippy warm}: makes the file that lets this installation start faster, and waits for it. */
@Command(name = "warm", description = "Make the file that lets wippy start in less time, for this Java and this"
        + " installation. WIPPY_AOT=off stops its use.")
final class WarmCommand implements Callable<Integer> {
    /** Of the process that is recorded. */
    static final String TRAIN = "--train";

    private final Console console;

    @Option(names = TRAIN, hidden = true, description = "Run what is to be fast.")
    private boolean train;

    WarmCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (train) {
            String wrong = Training.record(console.shell());
            if (wrong != null) {
                console.complain(wrong);
                return ExitCode.FAILED;
            }
            return ExitCode.OK;
        }
        StartCache cache = StartCache.named().orElseThrow(() -> new CommandException(ExitCode.FAILED,
                "there is no place for the file: bin/wippy names one, unless WIPPY_AOT is off, neither"
                        + " XDG_CACHE_HOME nor HOME is set, or Java's options name such a file"));
        var training = new Training(console.shell().interrupts());
        try {
            cache.make(training);
            console.output().println("made " + cache.file());
            return ExitCode.OK;
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, cache.file() + " is not made: " + OneLine.of(e.toString()));
        } finally {
            console.shell().interrupts().over();
        }
    }
}
