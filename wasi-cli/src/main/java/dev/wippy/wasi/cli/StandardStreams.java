package dev.wippy.wasi.cli;

import dev.wippy.kernel.spi.Stdio;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The standard streams of this program, for processes to use. There is one of these in a program. */
public final class StandardStreams {
    private final PipeWriter writer = new PipeWriter("wippy writes standard output");
    private final Stdio stdio;

    /** Reads and writes nothing yet. Bypasses {@link System#out}, which hides errors. */
    public StandardStreams() {
        stdio = new Stdio(
                new PipeSource("standard input", new FileInputStream(FileDescriptor.in)),
                writer.sink("standard output", new FileOutputStream(FileDescriptor.out)),
                writer.sink("standard error", new FileOutputStream(FileDescriptor.err)),
                isTerminal(0),
                isTerminal(1),
                isTerminal(2));
    }

    /** What a process is given. */
    public Stdio stdio() {
        return stdio;
    }

    /**
     * Blocks until all that was written has gone out, or can't; called before anything else writes to the same streams.
     *
     * @throws InterruptedException if the caller is interrupted meanwhile
     */
    public void flush() throws InterruptedException {
        writer.flush();
    }

    /** Java knows of the console as a whole only; where there is a /proc, it tells of each stream. */
    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException _) {
            var console = System.console();
            return console != null && console.isTerminal();
        }
    }
}
