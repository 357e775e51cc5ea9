package dev.wippy.bench.engine;

import dev.wippy.bench.Lateness;
import dev.wippy.engine.Engine;
import dev.wippy.kernel.Exit;
import dev.wippy.kernel.Kernel;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * How late a virtual thread wakes that sleeps for ten milliseconds again and again, while nothing else happens and while
 * a program starts whose code has to be generated; in a JVM of its own, with as many carriers as it is given.
 */
public final class Stall {
    private static final long TICK_NANOS = 10_000_000;
    private static final int QUIET_TICKS = 200;

    private Stall() {}

    /**
     * Prints both.
     *
     * @param arguments the folder of the programs, the name of the one to run
     */
    public static void main(String[] arguments) throws InterruptedException {
        Program program = Program.named(arguments[1]);
        byte[] binary = program.read(Path.of(arguments[0]));
        Lateness quiet = new Lateness(QUIET_TICKS);
        Thread.ofVirtual().start(() -> {
            for (int i = 0; i < QUIET_TICKS; i++) {
                quiet.add(tick());
            }
        }).join();
        Lateness busy = new Lateness(100_000);
        AtomicBoolean over = new AtomicBoolean();
        Thread ticker = Thread.ofVirtual().start(() -> {
            while (!over.get()) {
                busy.add(tick());
            }
        });
        try (Engine engine = Engine.builder().build();
                Kernel kernel = Kernel.builder().engine(engine).build()) {
            var output = new ByteArrayOutputStream();
            Exit exit = Run.run(kernel, kernel.wasm(Run.entry(program, binary)), program, output);
            over.set(true);
            ticker.join();
            if (exit.code().orElse(-1) != 0) {
                throw new IllegalStateException(program.file() + " ended as " + exit);
            }
        }
        Main.line("%-20s a tick of 10 ms is late, quiet: %s", program.name(), quiet);
        Main.line("%-20s while it starts cold:            %s", "", busy);
    }

    private static long tick() {
        long wanted = System.nanoTime() + TICK_NANOS;
        while (System.nanoTime() < wanted) {
            LockSupport.parkNanos(wanted - System.nanoTime());
        }
        return System.nanoTime() - wanted;
    }
}
