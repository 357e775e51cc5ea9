package dev.wippy.component.abi;

import static dev.wippy.component.abi.Functions.STRING;
import static dev.wippy.component.abi.Functions.U32;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.Trap;
import dev.wippy.engine.Unwind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class EntryRulesTest {
    private static final Object[] NOTHING = {};
    private static final long[] NO_RESULTS = {};

    private final Guest parent = new Guest("parent", 0);
    private final Guest first = new Guest(parent.state.child("first", 0), 1 << 16);
    private final Guest second = new Guest(parent.state.child("second", 0), 1 << 16);

    private static ComponentFunction calling(Guest guest, String name, CoreFunction... callees) {
        return Functions.lift(guest, name, _ -> {
            for (CoreFunction callee : callees) {
                callee.call();
            }
            return NO_RESULTS;
        }, null);
    }

    private static CoreFunction lower(Guest guest, ComponentFunction function) {
        return Functions.lower(guest, "import", function, null);
    }

    @Test
    void a_parent_calls_its_children_and_they_call_back_into_it() {
        List<String> calls = new ArrayList<>();
        ComponentFunction inner = Functions.lift(parent, "inner", _ -> {
            calls.add("inner");
            return NO_RESULTS;
        }, null);
        ComponentFunction two = calling(second, "two", lower(second, inner));
        ComponentFunction one = calling(first, "one", lower(first, two));
        calling(parent, "outer", lower(parent, one)).call(NOTHING);
        assertEquals(List.of("inner"), calls);
    }

    @Test
    void a_child_that_is_running_is_not_entered_again_by_way_of_its_parent() {
        AtomicReference<CoreFunction> again = new AtomicReference<>();
        ComponentFunction inner = Functions.lift(parent, "inner", _ -> again.get().call(), null);
        ComponentFunction one = calling(first, "one", lower(first, inner));
        again.set(lower(parent, one));
        Trap trap = assertThrows(Trap.class, () -> calling(parent, "outer", lower(parent, one)).call(NOTHING));
        assertEquals(
                "cannot enter component instance first for one: it is running, and can't be called again before its"
                        + " call is over", trap.getMessage());
    }

    @Test
    void the_host_can_not_call_into_an_instance_from_one_of_its_imports() {
        ComponentFunction other = calling(second, "other");
        ComponentFunction host = _ -> other.call(NOTHING);
        Trap trap = assertThrows(Trap.class, () -> calling(parent, "outer", lower(parent, host)).call(NOTHING));
        assertEquals(
                "cannot enter component instance parent for other: it is running, and can't be called again before its"
                        + " call is over", trap.getMessage());
    }

    @Test
    void after_a_trap_nothing_of_the_tree_runs_any_more() {
        Trap unreachable = new Trap("unreachable");
        ComponentFunction fails = Functions.lift(first, "fails", _ -> {
            throw unreachable;
        }, null);
        ComponentFunction other = calling(second, "other");
        assertSame(unreachable, assertThrows(Trap.class, () -> fails.call(NOTHING)));
        assertTrue(second.state.poisoned());
        assertEquals(
                "cannot enter component instance second for other: the instance is poisoned, an earlier call into it did"
                        + " not end well", assertThrows(Trap.class, () -> other.call(NOTHING)).getMessage());
    }

    @Test
    void an_unwind_poisons_and_passes_as_it_is() {
        Unwind kill = new Unwind("kill") {
            private static final long serialVersionUID = 1L;
        };
        CoreFunction sleeps = lower(parent, _ -> {
            throw kill;
        });
        ComponentFunction run = calling(parent, "run", sleeps);
        assertSame(kill, assertThrows(Unwind.class, () -> run.call(NOTHING)));
        assertTrue(parent.state.poisoned());
    }

    @Test
    void a_post_return_gets_the_results_and_may_not_call_out() {
        List<Long> freed = new ArrayList<>();
        CoreFunction log = lower(parent, _ -> null);
        CoreFunction postReturn = Guest.function(1, 0, arguments -> {
            freed.add(arguments[0]);
            return log.call();
        });
        CanonicalOptions plain = parent.options(StringEncoding.UTF8);
        CanonicalPlan plan = Functions.plan(U32);
        ComponentFunction run = plan.lift("run",
                CoreFunction.host(plan.liftedCoreType(), _ -> new long[]{7}),
                new CanonicalOptions(plain.encoding(), plain.memory(), plain.realloc(), postReturn), parent.state);
        Trap trap = assertThrows(Trap.class, () -> run.call(NOTHING));
        assertEquals(
                "cannot leave component instance parent: its realloc or post-return calls import, and may not call out",
                trap.getMessage());
        assertEquals(List.of(7L), freed);
    }

    @Test
    void a_post_return_does_not_run_after_a_trap() {
        List<Long> freed = new ArrayList<>();
        CoreFunction postReturn = Guest.function(1, 0, arguments -> {
            freed.add(arguments[0]);
            return NO_RESULTS;
        });
        CanonicalOptions plain = parent.options(StringEncoding.UTF8);
        CanonicalPlan plan = Functions.plan(STRING);
        ComponentFunction run = plan.lift("run",
                CoreFunction.host(plan.liftedCoreType(), _ -> new long[]{1 << 20}),
                new CanonicalOptions(plain.encoding(), plain.memory(), plain.realloc(), postReturn), parent.state);
        assertThrows(Trap.class, () -> run.call(NOTHING));
        assertEquals(List.of(), freed);
    }

    @Test
    void a_realloc_may_not_call_out() {
        CoreFunction log = lower(parent, _ -> null);
        CoreFunction drop = ResourceBuiltins.resourceDrop(0, parent.state);
        CoreFunction realloc = Guest.function(4, 1, _ -> log.call());
        CanonicalPlan plan = Functions.plan(null, STRING);
        ComponentFunction run = plan.lift("run", CoreFunction.host(plan.liftedCoreType(), _ -> NO_RESULTS),
                new CanonicalOptions(StringEncoding.UTF8, parent.memory, realloc, null), parent.state);
        assertTrue(assertThrows(Trap.class, () -> run.call(new Object[]{"x"})).getMessage()
                .startsWith("cannot leave component instance parent: "));
        assertTrue(assertThrows(Trap.class, () -> drop.call(1)).getMessage().startsWith("cannot leave"));
    }

    @Test
    void an_instance_is_entered_while_it_is_instantiated_and_poisoned_if_that_fails() {
        ComponentFunction run = calling(parent, "run");
        assertEquals("done", parent.state.instantiate(() -> {
            assertThrows(Trap.class, () -> run.call(NOTHING));
            return first.state.instantiate(() -> "done");
        }));
        run.call(NOTHING);
        assertFalse(parent.state.poisoned());
        Trap start = new Trap("unreachable");
        Guest other = new Guest("other", 0);
        assertSame(start, assertThrows(Trap.class, () -> other.state.instantiate(() -> {
            throw start;
        })));
        assertTrue(other.state.poisoned());
    }

    @Test
    void a_second_thread_in_an_instance_is_a_fault_of_the_hosts() throws InterruptedException {
        ComponentFunction other = calling(second, "other");
        AtomicReference<Throwable> seen = new AtomicReference<>();
        ComponentFunction host = _ -> {
            Thread thread = Thread.ofPlatform().name("intruder").unstarted(() -> {
                try {
                    other.call(NOTHING);
                } catch (RuntimeException e) {
                    seen.set(e);
                }
            });
            thread.start();
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return null;
        };
        calling(parent, "outer", lower(parent, host)).call(NOTHING);
        assertEquals(IllegalStateException.class, seen.get().getClass());
        assertTrue(seen.get().getMessage().contains("was called by thread intruder (other)"), seen.get().getMessage());
        assertFalse(parent.state.poisoned());
    }

    @Test
    void a_call_with_the_wrong_number_of_arguments_does_not_enter() {
        ComponentFunction run = calling(parent, "run");
        assertEquals("run: parameter count mismatch: expected 0, got 1",
                assertThrows(IllegalArgumentException.class, () -> run.call(new Object[]{1})).getMessage());
        run.call(NOTHING);
        assertFalse(parent.state.poisoned());
    }

    @Test
    void a_wrong_value_of_a_host_function_names_function_and_type() {
        CoreFunction length = Functions.lower(parent, "acme:text/api#length", _ -> "seven", U32);
        assertEquals("acme:text/api#length: a value of type u32 has to be an Integer, not java.lang.String seven",
                assertThrows(IllegalStateException.class, length::call).getMessage());
        CoreFunction none = Functions.lower(parent, "acme:text/api#length", _ -> null, U32);
        assertEquals("acme:text/api#length: a value of type u32 has to be a lifted value, not null",
                assertThrows(IllegalStateException.class, none::call).getMessage());
        CoreFunction torn = Functions.lower(parent, "acme:text/api#name", _ -> "a\ud800b", STRING);
        assertTrue(assertThrows(IllegalStateException.class, () -> torn.call(64)).getMessage()
                .contains("a String without lone surrogates"));
    }
}
