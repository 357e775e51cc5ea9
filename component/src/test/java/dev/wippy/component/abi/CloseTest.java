package dev.wippy.component.abi;

import static dev.wippy.component.abi.Functions.OWN;
import static dev.wippy.component.abi.Functions.STRING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.component.types.ValueType;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.Trap;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CloseTest {
    private final List<Object> dropped = new ArrayList<>();
    private final ResourceType file = ResourceType.ofHost("file", dropped::add);
    private final Guest guest = new Guest("guest", 1);

    CloseTest() {
        guest.state.defineResource(0, file);
    }

    private long open(Object name) {
        return Functions.lower(guest, "open", _ -> new Resource(file, name), OWN).call()[0];
    }

    @Test
    void resources_are_dropped_the_last_created_first_whatever_their_index_and_each_once() {
        open("a");
        long b = open("b");
        open("c");
        ResourceBuiltins.resourceDrop(0, guest.state).call(b);
        assertEquals(b, open("d"));
        dropped.clear();
        guest.state.close();
        guest.state.close();
        assertEquals(List.of("d", "c", "a"), dropped);
    }

    @Test
    void resources_of_nested_instances_are_dropped_in_the_same_order() {
        InstanceState child = guest.state.child("child", 1);
        open("a");
        child.handles().add(file, "b", null);
        open("c");
        guest.state.close();
        assertEquals(List.of("c", "b", "a"), dropped);
    }

    @Test
    void a_destructor_that_fails_does_not_keep_the_others() {
        List<Object> done = new ArrayList<>();
        ResourceType fragile = ResourceType.ofHost("fragile", representation -> {
            done.add(representation);
            throw new IllegalStateException("no " + representation);
        });
        guest.state.handles().add(fragile, "a", null);
        guest.state.handles().add(fragile, "b", null);
        IllegalStateException thrown = assertThrows(IllegalStateException.class, guest.state::close);
        assertEquals(List.of("b", "a"), done);
        assertEquals("no b", thrown.getMessage());
        assertEquals("no a", thrown.getSuppressed()[0].getMessage());
    }

    @Test
    void what_is_borrowed_and_what_a_guest_defined_is_not_dropped() {
        List<Object> destroyed = new ArrayList<>();
        CoreFunction destructor = Guest.function(1, 0, arguments -> {
            destroyed.add(arguments[0]);
            return new long[0];
        });
        guest.state.handles().add(ResourceType.ofGuest("mine", guest.state, destructor), 7, null);
        guest.state.handles().add(file, "lent",
                new LiftLowerContext("f", guest.state, CanonicalOptions.NONE, null));
        guest.state.close();
        assertEquals(List.of(), dropped);
        assertEquals(List.of(), destroyed);
    }

    @Test
    void arguments_that_were_moved_out_before_another_trapped_are_dropped_in_the_end() {
        long handle = open("a");
        CoreFunction write = Functions.lower(guest, "write", _ -> null, null, OWN, STRING);
        assertThrows(Trap.class, () -> write.call(handle, 1 << 20, 1));
        assertEquals(List.of(), dropped);
        guest.state.close();
        assertEquals(List.of("a"), dropped);
    }

    @Test
    void what_a_host_function_was_given_and_threw_is_dropped_in_the_end() {
        long handle = open("a");
        IllegalStateException failure = new IllegalStateException("killed");
        CoreFunction take = Functions.lower(guest, "take", _ -> {
            throw failure;
        }, null, OWN);
        assertSame(failure, assertThrows(IllegalStateException.class, () -> take.call(handle)));
        guest.state.close();
        assertEquals(List.of("a"), dropped);
    }

    @Test
    void a_result_that_can_not_be_lowered_is_dropped_in_the_end() {
        ValueType pair = new ValueType.Tuple(List.of(OWN, STRING));
        Object[] value = {new Resource(file, "a"), "text"};
        CoreFunction open = Functions.lower(guest, "open", _ -> value, pair);
        // Beyond the memory.
        assertThrows(Trap.class, () -> open.call(1 << 20));
        guest.state.close();
        assertEquals(List.of("a"), dropped);
    }

    @Test
    void a_result_that_was_half_lowered_is_dropped_once() {
        ValueType pair = new ValueType.Tuple(List.of(OWN, STRING));
        Object[] value = {new Resource(file, "a"), 5};
        CoreFunction open = Functions.lower(guest, "open", _ -> value, pair);
        assertThrows(IllegalStateException.class, () -> open.call(1024));
        guest.state.close();
        assertEquals(List.of("a"), dropped);
    }

    @Test
    void arguments_of_a_call_into_a_closed_instance_are_dropped_at_once() {
        ComponentFunction take = Functions.lift(guest, "take", _ -> new long[0], null, OWN);
        guest.state.close();
        Trap trap = assertThrows(Trap.class, () -> take.call(new Object[]{new Resource(file, "a")}));
        assertEquals("cannot enter component instance guest for take: the instance is closed", trap.getMessage());
        assertEquals(List.of("a"), dropped);
    }
}
