package dev.wippy.component.abi;

import static dev.wippy.component.abi.Functions.STRING;
import static dev.wippy.component.abi.Functions.U32;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ValueType;
import dev.wippy.component.types.ValueType.Primitive;
import dev.wippy.engine.Budget;
import dev.wippy.engine.BudgetExceededException;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.Safepoint;
import dev.wippy.engine.Trap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class HostileValuesTest {
    private final Guest guest = new Guest("guest", 0);

    /** The trap of a guest that passes core values as a parameter. */
    private String trap(ValueType type, long... values) {
        CoreFunction function = Functions.lower(guest, "f", _ -> {
            throw new AssertionError("called");
        }, null, type);
        return assertThrows(Trap.class, () -> function.call(values)).getMessage();
    }

    private static ValueType list(ValueType element) {
        return new ValueType.ListOf(element);
    }

    @Test
    void lengths_beyond_the_memory_trap_before_anything_is_allocated() {
        assertEquals("list pointer/length out of bounds of memory: 65536 bytes at 0x4 of 65536, in a value of f",
                trap(list(U32), 4, 1 << 14));
        assertEquals("list too long: 17179869180 bytes in a value of f, of at most 268435455",
                trap(list(U32), 0, 0xffffffffL));
        assertEquals("list too long: 4294967295 bytes in a value of f, of at most 268435455",
                trap(list(Primitive.U8), 0, -1));
        assertEquals("list too long: 268435456 bytes in a value of f, of at most 268435455",
                trap(list(Primitive.BOOL), 0, 1 << 28));
        assertEquals("string too long: 4294967295 bytes in a value of f, of at most 268435455", trap(STRING, 0, -1));
        assertEquals("string pointer/length out of bounds of memory: 1 bytes at 0xffffffff of 65536, in a value of f",
                trap(STRING, -1, 1));
        assertEquals("list pointer/length out of bounds of memory: 0 bytes at 0x10001 of 65536, in a value of f",
                trap(list(Primitive.U8), 65537, 0));
    }

    @Test
    void an_element_size_times_length_that_overflows_32_bits_traps() {
        ValueType sixteen = new ValueType.Tuple(Collections.nCopies(2, Primitive.U64));
        assertEquals("list too long: 4294967312 bytes in a value of f, of at most 268435455",
                trap(list(sixteen), 0, (1 << 28) + 1));
    }

    @Test
    void unaligned_pointers_trap_even_for_nothing() {
        assertEquals("unaligned pointer: list of f at 0x2, for an alignment of 4", trap(list(U32), 2, 0));
        ValueType wide = new ValueType.Tuple(Collections.nCopies(17, U32));
        assertEquals("unaligned pointer: parameters of f at 0x1, for an alignment of 4", trap(wide, 1));
        assertEquals("parameters pointer/length out of bounds of memory: 68 bytes at 0xfffc of 65536, in a value of f",
                trap(wide, 65532));
        CoreFunction spills = Functions.lower(guest, "g", _ -> new Object[]{1, 2},
                new ValueType.Tuple(List.of(U32, U32)));
        assertEquals("unaligned pointer: result of g at 0x2, for an alignment of 4",
                assertThrows(Trap.class, () -> spills.call(2)).getMessage());
    }

    @Test
    void strings_that_overlap_can_not_add_up_to_the_heap() {
        // 4096 strings of 32 KiB, all of them the same: 128 MiB of text out of a memory of 64 KiB.
        for (int i = 0; i < 32768; i++) {
            guest.memory.bytes[32768 + i] = 'x';
        }
        for (int i = 0; i < 4096; i++) {
            guest.memory.putInt(8 * i, 32768);
            guest.memory.putInt(8 * i + 4, 32768);
        }
        assertTrue(trap(list(STRING), 0, 4096).startsWith(
                "the values of f are too large: strings and lists that overlap"));
    }

    @Test
    void a_list_is_paid_for_as_what_it_is_in_the_heap_and_while_its_call_lasts() {
        Budget values = Budget.of(1 << 20, 0);
        Guest small = new Guest(new InstanceState("small", 0, 1, values, null), 1 << 18);
        Arrays.fill(small.memory.bytes, (byte) 0);
        ValueType results = list(new ValueType.ResultOf(Optional.empty(), Optional.empty()));
        List<Long> during = new ArrayList<>();
        CoreFunction lifts = Functions.lower(small, "f", _ -> {
            during.add(values.bytes());
            return null;
        }, null, results);
        lifts.call(0, 30_000);
        assertEquals(List.of(30_000L * (Codec.REFERENCE + Codec.OBJECT + 2 * Codec.REFERENCE)), during);
        assertEquals(0, values.bytes());
        assertEquals("the values of f need 5600000 bytes of the heap at once; those of all calls may have 1048576",
                assertThrows(BudgetExceededException.class, () -> lifts.call(0, 200_000)).getMessage());
        assertEquals(0, values.bytes());
        lifts.call(0, 30_000);
    }

    @Test
    void a_list_for_the_host_is_paid_for_with_what_the_host_makes_of_it() {
        Budget values = Budget.of(1 << 20, 0);
        Guest small = new Guest(new InstanceState("small", 0, 1, values, null), 1 << 18);
        small.memory.putInt(0, 64);
        small.memory.putInt(4, 30_000);
        ComponentFunction returns = Functions.lift(small, "g", _ -> new long[]{0}, list(U32));
        assertEquals("the values of g need 2400000 bytes of the heap at once; those of all calls may have 1048576",
                assertThrows(BudgetExceededException.class, () -> returns.call(new Object[0])).getMessage());
        assertEquals(0, values.bytes());
    }

    @Test
    void text_that_is_not_its_encoding_traps() {
        byte[] overlong = {(byte) 0xc0, (byte) 0x80};
        guest.memory.write(0, overlong, 0, 2);
        assertEquals("invalid utf-8 in a string of f: Input length = 1", trap(STRING, 0, 2));
        byte[] surrogate = {(byte) 0xed, (byte) 0xa0, (byte) 0x80};
        guest.memory.write(0, surrogate, 0, 3);
        assertTrue(trap(STRING, 0, 3).startsWith("invalid utf-8"));
        for (StringEncoding encoding : List.of(StringEncoding.UTF16, StringEncoding.LATIN1_UTF16)) {
            CanonicalPlan plan = CanonicalPlan.of(Functions.type(null, STRING), encoding);
            CoreFunction function = plan.lower("f", _ -> null, guest.options(encoding), guest.state);
            int tag = encoding == StringEncoding.UTF16 ? 0 : StringCodec.UTF16_TAG;
            guest.memory.putInt(0, 0xdf70d83c);
            function.call(0, 2 | tag);
            guest.memory.putInt(0, 0xd83cdf70);
            assertEquals("invalid utf-16 in a string of f: surrogate 0xdf70 at code unit 0 is alone",
                    assertThrows(Trap.class, () -> function.call(0, 2 | tag)).getMessage());
        }
    }

    @Test
    void characters_and_discriminants_are_checked() {
        assertEquals("invalid `char` bit pattern: 0xd800 is not a Unicode scalar value, in a value of f",
                trap(Primitive.CHAR, 0xd800));
        assertTrue(trap(Primitive.CHAR, 0x110000).startsWith("invalid `char`"));
        assertTrue(trap(Primitive.CHAR, -1).startsWith("invalid `char`"));
        assertEquals("invalid variant discriminant: 2, where option<u32> has 2 cases, in a value of f",
                trap(new ValueType.OptionOf(U32), 2, 0));
        assertTrue(trap(new ValueType.Enum(List.of("a")), -1).startsWith("invalid variant discriminant: 4294967295"));
    }

    @Test
    void bits_above_a_values_width_are_ignored() {
        List<Object> passed = new ArrayList<>();
        CoreFunction function = Functions.lower(guest, "f", arguments -> {
            passed.addAll(List.of(arguments));
            return null;
        }, null, Primitive.BOOL, Primitive.U8, Primitive.S16, new ValueType.Flags(List.of("a", "b")), Primitive.U32);
        function.call(2, 0x1ff, 0x1ffff, 0xff, 0xff_ffff_fffeL);
        assertEquals(List.of(true, 255, -1, 3, -2), passed);
    }

    @Test
    void a_realloc_that_lies_traps() {
        for (long pointer : new long[]{2, 65532}) {
            CanonicalPlan plan = Functions.plan(null, list(U32));
            CoreFunction realloc = Guest.function(4, 1, _ -> new long[]{pointer});
            ComponentFunction function = plan.lift("f", CoreFunction.host(plan.liftedCoreType(), _ -> new long[0]),
                    new CanonicalOptions(StringEncoding.UTF8, guest.memory, realloc, null),
                    new InstanceState("guest", 0, 1));
            String expected = pointer == 2
                    ? "realloc return: result not aligned: 0x2 for an alignment of 4, for a value of f"
                    : "realloc return: beyond end of memory: 8 bytes at 0xfffc of 65536, for a value of f";
            assertEquals(expected, assertThrows(Trap.class, () -> function.call(new Object[]{new Object[]{1, 2}}))
                    .getMessage());
        }
    }

    @Test
    void a_type_that_doubles_with_each_line_of_its_text_is_refused_or_cheap() {
        ValueType type = U32;
        for (int i = 0; i < 24; i++) {
            type = new ValueType.Tuple(List.of(type, type));
        }
        CanonicalPlan plan = Functions.plan(null, list(type));
        assertTrue(plan.lowerNeedsMemory());
        for (int i = 0; i < 40; i++) {
            type = new ValueType.Tuple(List.of(type, type));
        }
        FunctionType huge = Functions.type(null, type);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> CanonicalPlan.of(huge, StringEncoding.UTF8))
                .getMessage().contains("exceeds maximum byte size: a value takes 268435456 bytes"));
        ValueType deep = U32;
        for (int i = 0; i < 10_000; i++) {
            deep = new ValueType.OptionOf(deep);
        }
        FunctionType bottomless = Functions.type(null, deep);
        assertEquals("a type is nested deeper than 100", assertThrows(IllegalArgumentException.class,
                () -> CanonicalPlan.of(bottomless, StringEncoding.UTF8)).getMessage());
    }

    @Test
    void types_of_later_versions_are_refused_by_name() {
        assertEquals("error-context is not supported yet: it is a type of WASI 0.3",
                assertThrows(IllegalArgumentException.class, () -> Functions.plan(Primitive.ERROR_CONTEXT))
                        .getMessage());
        assertEquals("async functions are not supported yet: they are of WASI 0.3",
                assertThrows(IllegalArgumentException.class, () -> CanonicalPlan.of(
                        new FunctionType(List.of(), Optional.empty(), true), StringEncoding.UTF8)).getMessage());
    }

    @Test
    void lifting_and_lowering_long_lists_pass_by_safepoints() {
        AtomicInteger polls = new AtomicInteger();
        Safepoint.Guest running = new Safepoint.Guest() {
            @Override
            protected void reached() {
                polls.incrementAndGet();
                request();
            }
        };
        Guest large = new Guest(new InstanceState("large", 0, 1), 1 << 20);
        CoreFunction lifts = Functions.lower(large, "f", _ -> null, null, list(U32));
        Object[] numbers = Collections.nCopies(10_240, 1).toArray();
        ComponentFunction lowers = Functions.lift(large, "g", _ -> new long[0], null, list(U32));
        running.request();
        try {
            Safepoint.run(running, () -> lifts.call(0, 10_240));
            assertEquals(10, polls.getAndSet(0));
            Safepoint.run(running, () -> lowers.call(new Object[]{numbers}));
            assertEquals(10, polls.get());
        } finally {
            running.withdraw();
        }
    }

    @Test
    void plans_say_which_options_they_need() {
        CanonicalPlan numbers = Functions.plan(U32, U32);
        assertEquals(List.of(false, false, false, false), needs(numbers));
        assertEquals(List.of(true, true, true, false), needs(Functions.plan(null, STRING)));
        assertEquals(List.of(true, false, true, true), needs(Functions.plan(STRING)));
        assertEquals(List.of(true, false, true, false), needs(Functions.plan(new ValueType.Tuple(List.of(U32, U32)))));
        assertEquals(List.of(true, true, true, false),
                needs(Functions.plan(null, Collections.nCopies(17, U32).toArray(new ValueType[0]))));
    }

    private static List<Boolean> needs(CanonicalPlan plan) {
        return List.of(plan.liftNeedsMemory(), plan.liftNeedsRealloc(), plan.lowerNeedsMemory(),
                plan.lowerNeedsRealloc());
    }
}
