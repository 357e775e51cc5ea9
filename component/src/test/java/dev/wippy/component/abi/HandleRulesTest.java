package dev.wippy.component.abi;

import static dev.wippy.component.abi.Functions.BORROW;
import static dev.wippy.component.abi.Functions.OWN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.Trap;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HandleRulesTest {
    private final List<Object> dropped = new ArrayList<>();
    private final ResourceType file = ResourceType.ofHost("file", dropped::add);
    private final Guest guest = new Guest("guest", 1);
    private final CoreFunction drop = ResourceBuiltins.resourceDrop(0, guest.state);
    private final CoreFunction take = Functions.lower(guest, "take", _ -> null, null, OWN);
    private final CoreFunction look = Functions.lower(guest, "look", _ -> null, null, BORROW);

    HandleRulesTest() {
        guest.state.defineResource(0, file);
    }

    private int open(String name) {
        return (int) Functions.lower(guest, "open", _ -> new Resource(file, name), OWN).call()[0];
    }

    private static String trap(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(Trap.class, call).getMessage();
    }

    @Test
    void handles_count_from_one_and_the_last_freed_is_used_first() {
        assertEquals(List.of(1, 2, 3), List.of(open("a"), open("b"), open("c")));
        drop.call(1);
        drop.call(3);
        assertEquals(List.of(3, 1, 4), List.of(open("d"), open("e"), open("f")));
    }

    @Test
    void dropping_an_owned_handle_runs_the_destructor_once() {
        int handle = open("a");
        drop.call(handle);
        assertEquals(List.of("a"), dropped);
        assertEquals(
                "unknown handle index 1: component instance guest has no such handle, where one of file is expected",
                trap(() -> drop.call(handle)));
        assertEquals(List.of("a"), dropped);
    }

    @Test
    void handle_zero_and_handles_beyond_the_table_are_unknown() {
        assertTrue(trap(() -> drop.call(0)).startsWith("unknown handle index 0:"));
        assertTrue(trap(() -> drop.call(-1)).startsWith("unknown handle index 4294967295:"));
        assertTrue(trap(() -> look.call(1 << 20)).startsWith("unknown handle index 1048576:"));
    }

    @Test
    void an_owned_handle_that_is_passed_on_is_gone_and_not_dropped() {
        int handle = open("a");
        List<Object> taken = new ArrayList<>();
        Functions.lower(guest, "take", arguments -> taken.add(arguments[0]), null, OWN).call(handle);
        assertEquals(List.of(new Resource(file, "a")), taken);
        assertTrue(trap(() -> take.call(handle)).startsWith("unknown handle index 1:"));
        assertEquals(List.of(), dropped);
    }

    @Test
    void a_borrow_leaves_the_handle_with_its_owner() {
        int handle = open("a");
        look.call(handle);
        take.call(handle);
    }

    @Test
    void a_handle_of_another_type_is_refused() {
        Guest other = new Guest("other", 2);
        other.state.defineResource(0, file);
        other.state.defineResource(1, ResourceType.ofHost("socket", _ -> {}));
        other.state.handles().add(file, "a", null);
        assertEquals(
                "handle index 1 used with the wrong type, expected host resource but found a different host resource"
                        + " (socket, file)", trap(() -> ResourceBuiltins.resourceDrop(1, other.state).call(1)));
    }

    @Test
    void what_is_lent_can_be_neither_dropped_nor_passed_on_before_the_call_is_over() {
        int handle = open("a");
        List<String> traps = new ArrayList<>();
        CoreFunction lend = Functions.lower(guest, "lend", _ -> {
            traps.add(trap(() -> drop.call(handle)));
            traps.add(trap(() -> take.call(handle)));
            look.call(handle);
            return null;
        }, null, BORROW);
        lend.call(handle);
        String expected =
                "cannot remove owned resource while borrowed: handle index 1, own<file>, is lent to a call that is"
                        + " not over";
        assertEquals(List.of(expected, expected), traps);
        drop.call(handle);
        assertEquals(List.of("a"), dropped);
    }

    @Test
    void a_borrowed_handle_can_be_lent_on_but_not_passed_as_own() {
        List<String> traps = new ArrayList<>();
        ComponentFunction use = Functions.lift(guest, "use", arguments -> {
            look.call(arguments[0]);
            traps.add(trap(() -> take.call(arguments[0])));
            drop.call(arguments[0]);
            return new long[0];
        }, null, BORROW);
        use.call(new Object[]{new Resource(file, "a")});
        assertEquals(List.of(
                "handle index 1 is borrow<file>, expected own<file>: what is borrowed can't be passed on as own"),
                traps);
        assertEquals(List.of(), dropped);
    }

    @Test
    void a_call_that_keeps_a_borrowed_handle_traps() {
        ComponentFunction keep = Functions.lift(guest, "keep", _ -> new long[0], null, BORROW, BORROW);
        Object[] arguments = {new Resource(file, "a"), new Resource(file, "b")};
        assertEquals("borrow handles still remain at the end of the call: keep has not dropped 2",
                trap(() -> keep.call(arguments)));
        assertTrue(guest.state.poisoned());
    }

    @Test
    void the_instance_that_defines_a_resource_is_lent_its_own_representation() {
        ResourceType mine = ResourceType.ofGuest("mine", guest.state, null);
        Guest definer = new Guest(guest.state.child("definer", 1), 1 << 16);
        ResourceType its = ResourceType.ofGuest("its", definer.state, null);
        definer.state.defineResource(0, its);
        List<Long> seen = new ArrayList<>();
        ComponentFunction use = Functions.lift(definer, "use", arguments -> {
            seen.add(arguments[0]);
            return new long[0];
        }, null, BORROW);
        use.call(new Object[]{new Resource(its, -5)});
        assertEquals(List.of(0xfffffffbL), seen);
        assertThrows(IllegalStateException.class, () -> use.call(new Object[]{new Resource(mine, 1)}));
    }

    @Test
    void a_defining_instance_makes_handles_and_reads_their_representation() {
        Guest definer = new Guest("definer", 1);
        List<Long> destroyed = new ArrayList<>();
        CoreFunction destructor = Guest.function(1, 0, arguments -> {
            destroyed.add(arguments[0]);
            return new long[0];
        });
        definer.state.defineResource(0, ResourceType.ofGuest("thing", definer.state, destructor));
        long handle = ResourceBuiltins.resourceNew(0, definer.state).call(0xffff0001L)[0];
        assertEquals(1, handle);
        assertEquals(0xffff0001L, ResourceBuiltins.resourceRep(0, definer.state).call(handle)[0]);
        ResourceBuiltins.resourceDrop(0, definer.state).call(handle);
        assertEquals(List.of(0xffff0001L), destroyed);
    }

    @Test
    void a_destructor_of_an_instance_that_is_running_is_reentrance_from_another_tree() {
        Guest definer = new Guest("definer", 1);
        ResourceType thing = ResourceType.ofGuest("thing", definer.state, null);
        ComponentFunction run = Functions.lift(definer, "run", _ -> {
            new Resource(thing, 1).drop();
            return new long[0];
        }, null);
        assertEquals("cannot enter component instance definer for the destructor of thing: it is running, and can't be"
                + " called again before its call is over", trap(() -> run.call(new Object[0])));
    }

    @Test
    void handles_are_bounded_for_all_instances_of_a_tree() {
        InstanceState root = new InstanceState("root", 1, 3);
        InstanceState child = root.child("child", 1);
        root.handles().add(file, "a", null);
        child.handles().add(file, "b", null);
        child.handles().add(file, "c", null);
        assertEquals(
                "too many handles: component instance root asks for one more own<file>, and has the 3 that it may have"
                        + " at once (max_handles)", trap(() -> root.handles().add(file, "d", null)));
        child.handles().removeForDrop(1, file);
        assertEquals(2, root.handles().add(file, "d", null));
    }

    @Test
    void a_resource_of_the_wrong_type_from_the_host_is_the_hosts_fault() {
        ResourceType socket = ResourceType.ofHost("socket", _ -> {});
        CoreFunction open = Functions.lower(guest, "fs#open", _ -> new Resource(socket, "s"), OWN);
        IllegalStateException thrown = assertThrows(IllegalStateException.class, open::call);
        assertEquals("fs#open: a value of type own<file> has to be a Resource of file, and is one of socket, not"
                + " dev.wippy.component.abi.Resource", thrown.getMessage());
    }

    @Test
    void a_result_with_a_borrow_is_refused() {
        assertEquals("function result cannot contain a `borrow` type",
                assertThrows(IllegalArgumentException.class, () -> Functions.plan(BORROW)).getMessage());
    }
}
