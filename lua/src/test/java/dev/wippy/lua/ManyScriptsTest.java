package dev.wippy.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Process;
import dev.wippy.kernel.Usage;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Scripts that wait for messages, in virtual time, so that it is the test that says when they are hibernated. */
class ManyScriptsTest {
    private static final int COUNT = 10_000;
    private static final int BATCH = 500;
    private static final String CHILD = """
            local process = require("process")
            local event = process.receive()
            return 2 * event.payload
            """;

    @TempDir
    Path folder;

    private VirtualTimeScheduler clock;

    @BeforeEach
    void start() {
        clock = VirtualTimeScheduler.getOrSet();
        // Reactor caches it at the first look-up; of two that race, the loser's is disposed, which here is the clock.
        Schedulers.parallel();
    }

    @AfterEach
    void end() {
        VirtualTimeScheduler.reset();
    }

    @Test
    void ten_thousand_scripts_that_wait_take_less_than_a_gigabyte_and_each_answers_its_message() {
        try (var scripts = new Scripts(folder)) {
            scripts.add("child", CHILD);
            List<Process> all = new ArrayList<>();
            while (all.size() < COUNT) {
                asleep(scripts, all, BATCH);
            }
            for (int i = 0; i < 3; i++) {
                System.gc();
            }
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            assertTrue(heap < 1 << 30, "10,000 scripts that wait, and all else, take " + heap + " bytes of heap");
            for (int i = 0; i < COUNT; i++) {
                all.get(i).send("go", (long) i).block(Scripts.PATIENCE);
            }
            for (int i = 0; i < COUNT; i++) {
                assertEquals(2L * i, all.get(i).exit().block(Scripts.PATIENCE).value());
            }
            assertEquals(Usage.NONE, scripts.kernel.usage());
        }
    }

    @Test
    void a_script_that_waits_keeps_of_its_memory_what_differs_from_its_entry_s() {
        try (var scripts = new Scripts(folder)) {
            scripts.add("child", CHILD);
            asleep(scripts, new ArrayList<>(), 1);
            long kept = scripts.kernel.hibernated().bytes();
            assertTrue(kept < 32 << 10, "a script that waits keeps " + kept + " bytes");
        }
    }

    /** Spawns scripts, and lets time go on until they sleep. */
    private void asleep(Scripts scripts, List<Process> all, int count) {
        for (int i = 0; i < count; i++) {
            all.add(scripts.spawn("child"));
        }
        Kernel kernel = scripts.kernel;
        while (kernel.hibernated().asleep() < all.size()) {
            clock.advanceTimeBy(Duration.ofSeconds(1));
            Thread.onSpinWait();
        }
    }
}
