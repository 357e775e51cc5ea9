package dev.wippy.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.engine.generate.CutLimits;
import dev.wippy.engine.load.GeneratingEngine;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StackTest {

    private static final String DEEP = """
            (module
              (import "host" "f" (func $host (param i32)))
              (memory 100)
              (func $forever (export "forever") (call $forever))
              (func $imports (export "imports") (param i32)
                (call $host (local.get 0))
                (call $imports (i32.add (local.get 0) (i32.const 1))))
              (func $touches (export "touches") (param i32)
                (i32.store (local.get 0) (i32.const 1))
                (call $touches (i32.rem_u (i32.add (local.get 0) (i32.const 4)) (i32.const 6553600))))
              (func $grows (export "grows")
                (drop (memory.grow (i32.const 0)))
                (call $grows))
              (func $cut (export "cut") (param i32 i64) (result i64) (local i32)
                (loop $l
                  (local.set 2 (i32.mul (i32.add (local.get 0) (i32.const 77)) (i32.sub (local.get 2) (i32.const 5))))
                  (local.set 1 (i64.add (i64.mul (local.get 1) (i64.const 3)) (i64.extend_i32_u (local.get 2))))
                  (i32.store (i32.and (local.get 2) (i32.const 0xffff0)) (local.get 0))
                  (local.set 1 (i64.xor (local.get 1) (call $cut (i32.add (local.get 0) (i32.const 1)) (local.get 1))))
                  (br_if $l (i64.ne (local.get 1) (i64.const 0))))
                (local.get 1))
              (func (export "one") (result i32) (i32.const 1)))
            """;

    @Test
    void endless_recursion_is_a_trap_and_leaves_thread_and_instance_usable() throws Exception {
        inVirtualThread(() -> {
            try (Engine engine = Engine.builder().build()) {
                CoreInstance instance = deep(engine, new AtomicInteger());
                for (int i = 0; i < 20; i++) {
                    Trap trap = assertThrows(Trap.class, () -> Guests.function(instance, "forever").call());
                    assertEquals("call stack exhausted", trap.getMessage());
                    assertEquals("forever", trap.frames().getFirst().function());
                    assertArrayEquals(new long[]{1}, Guests.function(instance, "one").call());
                }
            }
        });
    }

    @Test
    void a_guest_that_calls_an_import_at_the_end_of_its_stack_traps_and_the_import_never_overflows() throws Exception {
        inVirtualThread(() -> {
            try (Engine engine = Engine.builder().build()) {
                AtomicInteger halfWay = new AtomicInteger();
                CoreInstance instance = deep(engine, halfWay);
                for (int i = 0; i < 20; i++) {
                    Trap trap = assertThrows(Trap.class, () -> Guests.function(instance, "imports").call(0));
                    assertEquals("call stack exhausted", trap.getMessage());
                    assertEquals(0, halfWay.get());
                }
            }
        });
    }

    @Test
    void memory_that_is_touched_or_grown_at_the_end_of_the_stack_stays_whole() throws Exception {
        inVirtualThread(() -> {
            try (Engine engine = Engine.builder().build()) {
                for (String export : List.of("touches", "grows")) {
                    CoreInstance instance = deep(engine, new AtomicInteger());
                    for (int i = 0; i < 20; i++) {
                        Trap trap = assertThrows(Trap.class, () -> {
                            CoreFunction function = Guests.function(instance, export);
                            function.call(new long[function.type().parameters().size()]);
                        });
                        assertEquals("call stack exhausted", trap.getMessage());
                    }
                    assertArrayEquals(new long[]{1}, Guests.function(instance, "one").call());
                }
            }
        });
    }

    @Test
    void a_guest_asked_to_stop_at_the_end_of_its_stack_is_stopped_whole_or_traps() throws Exception {
        inVirtualThread(() -> {
            try (Engine engine = Engine.builder().build()) {
                CoreInstance instance = deep(engine, new AtomicInteger());
                AtomicInteger halfWay = new AtomicInteger();
                Safepoint.Guest guest = new Safepoint.Guest() {
                    @Override
                    protected void reached() {
                        halfWay.incrementAndGet();
                        useStack(100);
                        halfWay.decrementAndGet();
                        request();
                    }
                };
                for (int i = 0; i < 20; i++) {
                    guest.request();
                    Trap trap = assertThrows(Trap.class,
                            () -> Safepoint.run(guest, () -> Guests.function(instance, "forever").call()));
                    assertEquals("call stack exhausted", trap.getMessage());
                    assertEquals(0, halfWay.get());
                }
                guest.withdraw();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {4_000, 60})
    void an_overflow_with_a_slice_due_at_each_depth_leaves_permits_and_budget_as_counted(int whole) throws Exception {
        inVirtualThread(() -> {
            Engine chicory = Engine.builder().chicoryAlone().build();
            try (Engine engine = new GeneratingEngine(CompileListener.NONE, Long.MAX_VALUE,
                    new CutLimits(whole, whole * 2 / 3), chicory)) {
                Budget all = Budget.of(Budget.UNBOUNDED, Budget.UNBOUNDED);
                Semaphore permits = new Semaphore(1);
                permits.acquireUninterruptibly();
                Safepoint.Guest guest = new Safepoint.Guest() {
                    @Override
                    protected void reached() {
                        // As a slice ends: the permit goes to others, and comes back.
                        permits.release();
                        useStack(100);
                        permits.acquireUninterruptibly();
                        request();
                    }
                };
                for (int depth = 0; depth < 100; depth++) {
                    Budget budget = all.within(64 << 20, 10_000);
                    CoreInstance instance = engine.compile(Wat.binary(DEEP)).instantiate(
                            List.of(CoreFunction.host(Guests.type(1, 0), _ -> new long[0])), budget);
                    guest.request();
                    Trap trap = assertThrows(Trap.class, below(depth, () -> Safepoint.run(guest,
                            () -> Guests.function(instance, "cut").call(0, 1))));
                    guest.withdraw();
                    assertEquals("call stack exhausted", trap.getMessage());
                    assertEquals(0, permits.availablePermits());
                    assertEquals(budget.bytes(), all.bytes());
                    assertTrue(budget.bytes() > 0 && budget.bytes() <= 100 << 16);
                    budget.close();
                    assertEquals(0, all.bytes());
                    assertArrayEquals(new long[]{1}, Guests.function(instance, "one").call());
                }
            }
        });
    }

    /** Runs something below so many frames, so that the stack's end comes at another place in what it calls. */
    private static Executable below(int frames, Executable body) {
        return frames == 0 ? body : () -> below(frames - 1, body).execute();
    }

    /** An instance whose import uses some tens of kilobytes of stack, and counts what it begins and does not end. */
    private static CoreInstance deep(Engine engine, AtomicInteger halfWay) {
        return Guests.instance(engine, DEEP, List.of(CoreFunction.host(Guests.type(1, 0), _ -> {
            halfWay.incrementAndGet();
            useStack(100);
            halfWay.decrementAndGet();
            return new long[0];
        })));
    }

    private static int useStack(int frames) {
        return frames == 0 ? 0 : 1 + useStack(frames - 1);
    }

    private static void inVirtualThread(Runnable body) throws Exception {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                body.run();
                end.complete(null);
            } catch (Throwable e) {
                end.completeExceptionally(e);
            }
        });
        end.get(100, TimeUnit.SECONDS);
        assertTrue(end.isDone());
    }
}
