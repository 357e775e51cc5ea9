package dev.wippy.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Ends at moments that nobody chose, in numbers; what is counted must come out even. */
class EndStressTest {
    private static final Operation WAIT = Operation.of("wait");
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private final TestNaps naps = new TestNaps(_ -> Mono.never());
    private final Kernel kernel = Kernel.builder().importModule(naps).build();
    private final ProcessHost host = kernel.host(HostOptions.of("h").withWorkers(2));

    @AfterEach
    void close() {
        kernel.close();
    }

    @Test
    void a_kill_at_any_moment_of_Init_guest_code_host_calls_waits_and_Close_leaves_nothing_behind() {
        Template template = kernel.wasm(Guests.program("ending.wasm", "takes"));
        var random = new Random(11);
        var processes = new ArrayList<Process>();
        for (int i = 0; i < 600; i++) {
            Process process = host.spawn(template, Launch.of(1 + random.nextInt(50)));
            processes.add(process);
            int pause = random.nextInt(30_000);
            Thread.startVirtualThread(() -> {
                for (int spin = 0; spin < pause; spin++) {
                    Thread.onSpinWait();
                }
                process.terminate();
            });
        }
        for (Process process : processes) {
            assertEquals(
                    Optional.of("Canceled: terminated"),
                    process.exit().block(LIMIT).failure().map(Failure::toString));
        }
        assertNothingIsLeft();
    }

    /** Where a process is when the kill is on its way; it comes a random moment later. */
    enum Place {
        INIT,
        GUEST_CODE,
        HOST_CALL,
        WAIT,
        CLOSE
    }

    @ParameterizedTest
    @EnumSource
    void a_kill_about_each_place_of_a_life_leaves_nothing_behind(Place place) throws Exception {
        var random = new Random(place.ordinal());
        int count = 200;
        var killed = new CountDownLatch(count);
        Consumer<ProcessRun> kill = run -> {
            int pause = random.nextInt(3_000);
            Thread.startVirtualThread(() -> {
                for (int spin = 0; spin < pause; spin++) {
                    Thread.onSpinWait();
                }
                run.end(Failure.of(ErrorKind.CANCELED, "killed"), true);
                killed.countDown();
            });
        };
        switch (place) {
            case INIT -> naps.whileLinking = kill;
            case GUEST_CODE -> naps.whileMarking = kill;
            case HOST_CALL -> {
                // Of the three that it makes, the first.
            }
            case WAIT -> naps.whileNapping = kill;
            case CLOSE -> naps.whileLinking = run -> run.onClose(() -> kill.accept(run));
        }
        String method = switch (place) {
            case GUEST_CODE -> "spin";
            case CLOSE -> "holds-and-returns";
            default -> "takes";
        };
        Template template = kernel.wasm(Guests.program("ending.wasm", method));
        var ends = new HashSet<Optional<String>>();
        for (int i = 0; i < count; i++) {
            if (place == Place.HOST_CALL) {
                naps.whileMaking = once(kill);
            }
            Process process = method.equals("takes") ? host.spawn(template, 3) : host.spawn(template);
            ends.add(process.exit().block(LIMIT).failure().map(Failure::toString));
        }
        killed.await();
        // One that is at its Close has ended already, and well.
        assertEquals(place == Place.CLOSE ? Set.of(Optional.empty()) : Set.of(Optional.of("Canceled: killed")), ends);
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() {
        assertEquals(naps.made.get(), naps.closed.size());
        assertEquals(naps.made.get(), naps.closed.stream().distinct().count());
        assertEquals(new Usage(0, 0, 0), kernel.usage());
        assertEquals(0, host.count());
        assertEquals(0, kernel.hibernated().parked() + kernel.hibernated().asleep());
    }

    private Consumer<ProcessRun> once(Consumer<ProcessRun> action) {
        return run -> {
            naps.whileMaking = _ -> {};
            action.accept(run);
        };
    }

    @Test
    void every_monitor_that_stands_gets_one_exit_while_ends_monitors_and_unmonitors_race() throws Exception {
        Process watcher = host.spawn(
                JavaProcess.template(kernel, context -> {
                    var mailbox = context.mailbox();
                    var seen = new ArrayList<Pid>();
                    while (true) {
                        switch (context.await(mailbox.receive(), WAIT)) {
                            case Event.ExitEvent(Exit exit) -> seen.add(exit.from());
                            default -> {
                                return seen;
                            }
                        }
                    }
                }),
                Launch.of());
        Template shortLived = JavaProcess.template(kernel, _ -> null);
        var expected = java.util.concurrent.ConcurrentHashMap.<Pid>newKeySet();
        int threads = 4;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                int seed = i;
                pool.execute(() -> {
                    var random = new Random(seed);
                    for (int n = 0; n < 2_000; n++) {
                        one(watcher, shortLived, random, expected);
                    }
                });
            }
        }
        Flux.fromIterable(kernel.processes().all())
                .filter(process -> process != watcher)
                .flatMap(Process::exit)
                .blockLast(LIMIT);
        // Ends are told before exit() says so.
        watcher.send("that is all", null).block(LIMIT);
        @SuppressWarnings("unchecked")
        var seen = (List<Pid>) watcher.exit().block(LIMIT).value();
        assertEquals(seen.size(), seen.stream().distinct().count());
        assertEquals(expected, Set.copyOf(seen));
    }

    private void one(Process watcher, Template template, Random random, Set<Pid> expected) {
        Processes all = kernel.processes();
        Process process = all.spawn(watcher.pid(), host, template, Launch.of(), Tie.MONITOR).block(LIMIT);
        boolean stands = true;
        if (random.nextBoolean()) {
            for (int spin = random.nextInt(3_000); spin > 0; spin--) {
                Thread.onSpinWait();
            }
            stands = !all.unmonitor(watcher.pid(), process.pid()).block(LIMIT);
            if (!stands && random.nextBoolean()) {
                try {
                    all.monitor(watcher.pid(), process.pid()).block(LIMIT);
                    stands = true;
                } catch (KernelException gone) {
                    assertEquals(ErrorKind.NOT_FOUND, gone.kind());
                }
            }
        }
        if (stands) {
            expected.add(process.pid());
        }
    }

    @Test
    void messages_of_many_senders_keep_the_order_of_each() throws Exception {
        int senders = 8;
        int each = 500;
        var done = new CountDownLatch(senders);
        Process receiver = host.spawn(
                JavaProcess.template(kernel, context -> {
                    int[] next = new int[senders];
                    for (int i = 0; i < senders * each; i++) {
                        var message = (Event.Message) context.await(context.mailbox().receive(), WAIT);
                        int sender = Integer.parseInt(message.topic());
                        assertEquals(next[sender]++, message.payload());
                    }
                    return "in order";
                }),
                Launch.of());
        var refused = new AtomicInteger();
        for (int i = 0; i < senders; i++) {
            String name = String.valueOf(i);
            Thread.startVirtualThread(() -> {
                for (int n = 0; n < each; n++) {
                    while (!sent(receiver, name, n)) {
                        refused.incrementAndGet();
                        Thread.yield();
                    }
                }
                done.countDown();
            });
        }
        done.await();
        assertEquals("in order", receiver.exit().block(LIMIT).value());
    }

    private static boolean sent(Process receiver, String topic, int n) {
        return receiver.send(topic, n)
                .thenReturn(true)
                .onErrorReturn(KernelException.class, false)
                .toFuture()
                .join();
    }
}
