package dev.wippy.distribution;

import dev.wippy.kernel.spi.Source;
import dev.wippy.kernel.spi.Stdio;
import dev.wippy.wasi.cli.PipeWriter;
import java.time.Duration;

/** What the processes of an app print. Closing writes what is left, unless nobody reads it. */
final class Printed implements AutoCloseable {
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final PipeWriter writer = new PipeWriter("wippy writes");
    private final Stdio stdio;

    Printed(Console console) {
        Shell shell = console.shell();
        stdio = new Stdio(
                Source.EMPTY,
                writer.sink("standard output", console.output()),
                writer.sink("standard error", console.error()),
                false,
                shell.terminals().output(),
                shell.terminals().error());
    }

    /** No input, and the command's own output. */
    Stdio stdio() {
        return stdio;
    }

    @Override
    public void close() {
        try {
            writer.flush(LAST_WORDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer.close();
    }
}
