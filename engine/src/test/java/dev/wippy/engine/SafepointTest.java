package dev.wippy.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.engine.CompileListener.Compiled;
import dev.wippy.engine.CompileListener.Source;
import dev.wippy.engine.Guests.Killed;
import dev.wippy.engine.generate.CutLimits;
import dev.wippy.engine.load.GeneratingEngine;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SafepointTest {

    private static final String SPIN = """
            (module
              (import "host" "started" (func $started))
              (memory 1)
              (func (export "loop") (call $started) (loop $l (br $l)))
              (func (export "count") (call $started)
                (loop $l
                  (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))
                  (br_if $l (i32.ge_s (i32.load (i32.const 4)) (i32.const 0)))))
              (func $forever (call $forever2)) (func $forever2)
              (func (export "calls") (call $started) (loop $l (call $forever) (br $l))))
            """;

    @TempDir
    Path cache;

    @Test
    void a_spinning_guest_is_killed_when_its_code_was_made_now_and_when_it_came_from_the_cache() throws Exception {
        List<Source> sources = new ArrayList<>();
        CompileListener listener = new CompileListener() {
            @Override
            public void compiled(Compiled event) {
                sources.add(event.source());
            }
        };
        for (int i = 0; i < 2; i++) {
            try (Engine engine = Engine.builder().chicoryAlone().cacheDirectory(cache.resolve("code")).listener(
                    listener).build()) {
                // What nobody uses is dropped from memory.
                CoreModule used = engine.compile(Wat.binary(SPIN));
                for (String export : List.of("loop", "count", "calls")) {
                    assertKilled(engine, SPIN, export);
                }
                Reference.reachabilityFence(used);
            }
        }
        assertEquals(List.of(Source.COMPILED, Source.MEMORY, Source.MEMORY, Source.MEMORY, Source.DISK, Source.MEMORY,
                Source.MEMORY, Source.MEMORY), sources);
    }

    @Test
    void a_spinning_guest_is_killed_in_generated_code_whole_and_cut() throws Exception {
        for (CutLimits limits : List.of(CutLimits.DEFAULT, new CutLimits(10, 10))) {
            Engine chicory = Engine.builder().chicoryAlone().build();
            try (Engine engine = new GeneratingEngine(CompileListener.NONE, Long.MAX_VALUE, limits, chicory)) {
                for (String export : List.of("loop", "count", "calls")) {
                    assertKilled(engine, SPIN, export);
                }
            }
        }
    }

    @Test
    void two_spinning_guests_leave_the_carriers_to_others_at_the_end_of_a_slice() throws Exception {
        try (Engine engine = Engine.builder().build()) {
            List<SlicedGuest> guests = new CopyOnWriteArrayList<>();
            Thread ticker = Thread.ofPlatform().daemon().start(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    guests.forEach(Safepoint.Guest::request);
                    LockSupport.parkNanos(1_000_000);
                }
            });
            List<CompletableFuture<Throwable>> ends = new ArrayList<>();
            for (int i = 0; i < Runtime.getRuntime().availableProcessors() + 1; i++) {
                SlicedGuest guest = new SlicedGuest();
                guests.add(guest);
                ends.add(start(engine, SPIN, "loop", guest));
            }
            // Each of these needs a carrier once more, while as many guests as there are carriers spin.
            for (int i = 0; i < 20; i++) {
                CompletableFuture<Void> turn = new CompletableFuture<>();
                Thread.startVirtualThread(() -> turn.complete(null));
                turn.get(30, TimeUnit.SECONDS);
            }
            guests.forEach(guest -> guest.kill = true);
            for (CompletableFuture<Throwable> end : ends) {
                assertInstanceOf(Killed.class, end.get(30, TimeUnit.SECONDS));
            }
            ticker.interrupt();
            assertTrue(guests.stream().allMatch(guest -> guest.slices > 0));
        }
    }

    @Test
    void a_guest_that_catches_everything_does_not_catch_its_end() {
        try (Engine engine = Engine.builder().build()) {
            CoreFunction kill = CoreFunction.host(Guests.type(0, 0), _ -> {
                throw new Killed();
            });
            CoreInstance instance = engine.compile(WasmBytes.catchingAllOfAnImport())
                    .instantiate(List.of(kill), Guests.budget());
            Assertions.assertThrows(Killed.class, () -> Guests.function(instance, "run").call());
        }
    }

    @Test
    void a_guest_in_a_long_fill_or_copy_is_killed() throws Exception {
        try (Engine engine = Engine.builder().build()) {
            assertKilled(engine, """
                    (module
                      (import "host" "started" (func $started))
                      (memory 100)
                      (func (export "fill") (call $started)
                        (loop $l
                          (memory.fill (i32.const 0) (i32.const 1) (i32.const 6553600))
                          (memory.copy (i32.const 1) (i32.const 0) (i32.const 6553599))
                          (br $l))))
                    """, "fill");
        }
    }

    private static void assertKilled(Engine engine, String text, String export) throws Exception {
        SlicedGuest guest = new SlicedGuest();
        guest.kill = true;
        CompletableFuture<Throwable> end = start(engine, text, export, guest);
        guest.request();
        assertInstanceOf(Killed.class, end.get(30, TimeUnit.SECONDS));
    }

    /** Runs a guest on a virtual thread and returns when it is in the guest's code. */
    static CompletableFuture<Throwable> start(Engine engine, String text, String export, Safepoint.Guest guest)
            throws InterruptedException, ExecutionException {
        CountDownLatch started = new CountDownLatch(1);
        CoreFunction host = CoreFunction.host(Guests.type(0, 0), _ -> {
            started.countDown();
            return new long[0];
        });
        CoreFunction function = Guests.function(Guests.instance(engine, text, List.of(host)), export);
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                Safepoint.run(guest, () -> function.call());
                end.complete(new AssertionError("the guest returned"));
            } catch (Throwable e) {
                end.complete(e);
            }
        });
        started.await();
        return end;
    }

    /** Parks for a moment at the end of each slice. */
    static final class SlicedGuest extends Safepoint.Guest {
        volatile boolean kill;
        volatile int slices;

        @Override
        protected void reached() {
            if (kill) {
                throw new Killed();
            }
            slices++;
            LockSupport.parkNanos(1_000);
        }
    }
}
