package dev.wippy.component.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.engine.Trap;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tasks and their threads, without any guest. */
class TaskTest {
    private final Store store = new Store();
    private final AtomicInteger backpressure = new AtomicInteger();
    private final TaskInstance instance = new TaskInstance("one", null, store, backpressure::get);
    private final List<String> log = new ArrayList<>();

    private Task task(String name, Task.Kind kind) {
        return new Task(name, instance, kind, () -> new Object[0], new Task.Resolver() {
            @Override
            public void returned(@Nullable Object result) {
                log.add(name + " returned " + result);
            }

            @Override
            public void cancelled() {
                log.add(name + " cancelled");
            }
        });
    }

    private void run(Task task, Runnable body) {
        task.run(() -> {
            task.start();
            body.run();
        });
    }

    @Test
    void a_task_that_blocks_goes_on_when_what_it_waits_for_has_come() {
        boolean[] come = new boolean[1];
        Task task = task("f", Task.Kind.STACKFUL);
        run(task, () -> {
            store.current().await(() -> come[0], false);
            task.returned(42);
        });
        assertFalse(store.tick());
        come[0] = true;
        assertTrue(store.tick());
        assertFalse(store.tick());
        assertEquals(List.of("f returned 42"), log);
    }

    @Test
    void a_synchronous_task_that_waits_with_nothing_else_going_on_is_a_trap() {
        Task task = task("f", Task.Kind.SYNC);
        assertEquals(
                "cannot block a synchronous task before returning: f of component instance one waits, and nothing in"
                        + " it goes on",
                assertThrows(Trap.class, () -> run(task, () -> store.current().suspend(false))).getMessage());
    }

    @Test
    void a_task_starts_when_backpressure_is_gone() {
        backpressure.set(1);
        Task task = task("f", Task.Kind.STACKFUL);
        run(task, () -> task.returned(1));
        assertFalse(store.tick());
        assertEquals(List.of(), log);
        backpressure.set(0);
        assertTrue(store.tick());
        assertEquals(List.of("f returned 1"), log);
    }

    @Test
    void a_task_that_is_cancelled_before_it_starts_never_runs() {
        backpressure.set(1);
        Task task = task("f", Task.Kind.STACKFUL);
        run(task, () -> log.add("ran"));
        task.requestCancellation(null);
        assertEquals(List.of("f cancelled"), log);
    }

    @Test
    void the_last_thread_of_a_task_may_not_end_before_it_is_resolved() {
        Task task = task("f", Task.Kind.STACKFUL);
        assertTrue(assertThrows(Trap.class, () -> run(task, () -> {})).getMessage()
                .startsWith("async-lifted export failed to produce a result: the last thread of f ended"));
    }

    @Test
    void closing_a_store_unwinds_the_threads_that_wait() {
        for (int i = 0; i < 3; i++) {
            run(task("f" + i, Task.Kind.STACKFUL), () -> {
                try {
                    store.current().suspend(false);
                    log.add("went on");
                } finally {
                    log.add("unwound");
                }
            });
        }
        store.close();
        assertEquals(List.of("unwound", "unwound", "unwound"), log);
        assertFalse(store.tick());
    }

    @Test
    void threads_are_bounded() {
        Task task = task("f", Task.Kind.STACKFUL);
        assertTrue(assertThrows(Trap.class, () -> run(task, () -> {
            while (true) {
                task.register(new GuestThread(task, () -> {}));
            }
        })).getMessage().startsWith("too many threads"));
        store.close();
    }
}
