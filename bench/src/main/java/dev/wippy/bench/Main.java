package dev.wippy.bench;

import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Process;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.kernel.Step;
import dev.wippy.kernel.Template;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Prints how fast and how fair the spine is, in one run; machines are noisy, so compare lines of one run with each other.
 * Each part is bounded in count and time.
 */
public final class Main {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int WORKERS = 2;
    private static final long TICK_NANOS = 10_000_000;

    private final PrintStream out;
    private final Kernel kernel;
    private final Guests guests;

    private Main(PrintStream out, Kernel kernel, Path folder) {
        this.out = out;
        this.kernel = kernel;
        this.guests = new Guests(kernel, folder);
    }

    /** @param arguments the folder with the guests of {@code examples/hello} */
    public static void main(String[] arguments) {
        try (Kernel kernel = Kernel.builder().build()) {
            var bench = new Main(System.out, kernel, Path.of(arguments[0]));
            bench.shortProcesses();
            bench.fairness(2);
            bench.fairness(8);
            bench.sleepers(1000);
        }
    }

    /** Spawn, call, exit of a small component, one after the other. */
    private void shortProcesses() {
        Template compute = guests.compute();
        try (ProcessHost host = host()) {
            for (int round = 0; round < 4; round++) {
                int count = 5000;
                long start = System.nanoTime();
                for (int i = 0; i < count; i++) {
                    host.spawn(compute, Launch.of(6, 7)).exit().block(LIMIT);
                }
                line("spawn, compute, exit: %.1f us each, round %d of %d", micros(start) / count, round + 1, count);
            }
        }
    }

    /** Processes that never wait, beside ones that do, and beside the embedder's own virtual threads. */
    private void fairness(int spinners) {
        Template spin = guests.spin();
        Template greet = guests.greet();
        try (ProcessHost host = host()) {
            List<Process> spinning = new ArrayList<>();
            for (int i = 0; i < spinners; i++) {
                spinning.add(host.spawn(spin, Launch.of()));
            }
            var over = new AtomicBoolean();
            var ticks = new Lateness(100_000);
            Thread ticker = Thread.ofVirtual().name("ticker").start(() -> tick(ticks, over));
            var greetings = new Lateness(100);
            for (int i = 0; i < 100; i++) {
                long start = System.nanoTime();
                host.spawn(greet, Launch.of("World")).exit().block(LIMIT);
                greetings.add(System.nanoTime() - start);
            }
            over.set(true);
            join(ticker);
            var kills = new Lateness(spinners);
            for (Process process : spinning) {
                long start = System.nanoTime();
                process.terminate();
                process.exit().block(LIMIT);
                kills.add(System.nanoTime() - start);
            }
            line("%d spinning on %d workers: greet, spawn to exit  %s", spinners, WORKERS, greetings);
            line("%d spinning on %d workers: lateness of a ticker  %s", spinners, WORKERS, ticks);
            line("%d spinning on %d workers: terminate to exit     %s", spinners, WORKERS, kills);
        }
    }

    private static void tick(Lateness ticks, AtomicBoolean over) {
        long due = System.nanoTime() + TICK_NANOS;
        while (!over.get()) {
            LockSupport.parkNanos(due - System.nanoTime());
            long late = System.nanoTime() - due;
            if (late >= 0) {
                ticks.add(late);
                due += Math.max(1, late / TICK_NANOS + 1) * TICK_NANOS;
            }
        }
    }

    /** Processes that all sleep for a second at once. */
    private void sleepers(int count) {
        Template sleep = guests.sleep();
        int threadsBefore = platformThreads();
        try (ProcessHost host = host()) {
            var late = new Lateness(count);
            var suspended = new AtomicInteger();
            var mostThreads = new AtomicInteger();
            long slept = Duration.ofSeconds(1).toNanos();
            List<Mono<Step>> exits = new ArrayList<>();
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                Process process = host.spawn(sleep, Launch.of(1000));
                long[] since = new long[1];
                exits.add(process.steps()
                        .doOnNext(step -> {
                            if (step instanceof Step.Suspended) {
                                since[0] = System.nanoTime();
                                suspended.incrementAndGet();
                            } else if (step instanceof Step.Exited && since[0] != 0) {
                                late.add(System.nanoTime() - since[0] - slept);
                            }
                        })
                        .last());
            }
            var exited = Flux.merge(Flux.fromIterable(exits), count).then().toFuture();
            while (!exited.isDone()) {
                mostThreads.accumulateAndGet(platformThreads(), Math::max);
                LockSupport.parkNanos(20_000_000);
            }
            line("%d sleep 1 s on %d workers: all done after %.2f s, %d suspended, at most %d platform threads more",
                    count, WORKERS, micros(start) / 1e6, suspended.get(), mostThreads.get() - threadsBefore);
            line("%d sleep 1 s on %d workers: lateness  %s", count, WORKERS, late);
        }
    }

    private ProcessHost host() {
        return kernel.host(HostOptions.of("bench").withWorkers(WORKERS));
    }

    private static int platformThreads() {
        return Thread.getAllStackTraces().size();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static double micros(long start) {
        return (System.nanoTime() - start) / 1e3;
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
