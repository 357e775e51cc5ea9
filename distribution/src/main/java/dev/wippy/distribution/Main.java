package dev.wippy.distribution;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.Optional;
import sun.misc.Signal;

/** The program that {@code bin/wippy} starts. */
public final class Main {
    private Main() {}

    /** Runs one command, and exits with its code. */
    public static void main(String[] args) {
        var interrupts = new Interrupts(code -> Runtime.getRuntime().halt(code));
        Signal.handle(new Signal("INT"), _ -> interrupts.raise(Interrupts.INTERRUPTED));
        Signal.handle(new Signal("TERM"), _ -> interrupts.raise(Interrupts.TERMINATED));
        var shell = new Shell(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                // The script asks, because Java can't for each of them.
                Shell.Terminals.of(System.getProperty("wippy.terminals", "")),
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Optional.ofNullable(System.getProperty("wippy.home")).map(Path::of),
                interrupts);
        System.exit(WippyCli.run(shell, args));
    }
}
