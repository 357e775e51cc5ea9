package dev.wippy.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Many real guests that sleep at once, in virtual time: none wakes before the test lets it. */
class SleepersTest {
    private static final int COUNT = 1000;

    private VirtualTimeScheduler clock;

    @BeforeEach
    void stop_the_clock() {
        clock = VirtualTimeScheduler.getOrSet();
        // Reactor caches it at the first look-up; of two that race, the loser's is disposed, which here is the clock.
        Schedulers.parallel();
    }

    @AfterEach
    void start_the_clock() {
        VirtualTimeScheduler.reset();
    }

    @Test
    void a_thousand_guests_sleep_on_two_workers_and_hold_no_thread() throws Exception {
        byte[] binary = Files.readAllBytes(Path.of("../examples/hello/wasm/sleep.wasm"));
        int threadsBefore = platformThreads();
        try (Kernel kernel =
                Kernel.builder().importModule(new WasmProcessTest.Naps()).build()) {
            Template sleep =
                    kernel.wasm(WasmProgram.of("test:sleep", binary, "sleep").withImports("test:naps"));
            ProcessHost host = kernel.host(HostOptions.of("two").withWorkers(2));
            var suspended = new CountDownLatch(COUNT);
            var woken = new AtomicInteger();
            var values = Flux.range(0, COUNT)
                    .flatMap(_ -> new StepFlux(host, sleep, Launch.of(1000)), COUNT)
                    .doOnNext(step -> {
                        switch (step) {
                            case Step.Suspended _ -> suspended.countDown();
                            case Step.Exited _ -> woken.incrementAndGet();
                            case Step.Started _ -> {}
                        }
                    })
                    .ofType(Step.Exited.class)
                    .map(step -> step.exit().value())
                    .collectList()
                    .toFuture();
            assertTrue(suspended.await(60, TimeUnit.SECONDS));
            assertEquals(0, woken.get());
            int threads = platformThreads() - threadsBefore;
            assertTrue(threads <= 40, threads + " platform threads more");
            clock.advanceTimeBy(Duration.ofSeconds(1));
            assertEquals(Collections.nCopies(COUNT, "slept 1000 ms"), List.copyOf(values.get(60, TimeUnit.SECONDS)));
        }
    }

    private static int platformThreads() {
        return Thread.getAllStackTraces().size();
    }
}
