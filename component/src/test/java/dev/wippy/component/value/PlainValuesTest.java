package dev.wippy.component.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.component.abi.CaseValue;
import dev.wippy.component.abi.Resource;
import dev.wippy.component.abi.ResourceType;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ResourceSlot;
import dev.wippy.component.types.ValueType;
import dev.wippy.component.types.ValueType.Primitive;
import dev.wippy.engine.Safepoint;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class PlainValuesTest {

    private static final ValueType U32 = Primitive.U32;
    private static final ValueType OPTION = new ValueType.OptionOf(U32);
    private static final ValueType USER = new ValueType.Record(List.of(new ValueType.Field("user-id", U32),
            new ValueType.Field("nick-name", new ValueType.OptionOf(Primitive.STRING))));
    private static final ValueType COLOUR = new ValueType.Enum(List.of("dark-red", "blue"));
    private static final ValueType MODE = new ValueType.Flags(List.of("read", "write", "no-wait"));
    private static final ValueType SHAPE = new ValueType.Variant(List.of(
            new ValueType.Case("empty", Optional.empty()), new ValueType.Case("square", Optional.of(U32))));
    private static final ValueType RESULT = new ValueType.ResultOf(Optional.of(U32), Optional.empty());

    private static String error(ValueType type, Object value) {
        return assertThrows(ValueException.class, () -> PlainValues.toLifted(type, value)).getMessage();
    }

    /** A value goes in as it is and comes out as it was. */
    private static void same(ValueType type, Object plain, Object lifted) {
        assertEquals(lifted, PlainValues.toLifted(type, plain));
        assertEquals(plain, PlainValues.fromLifted(type, lifted));
    }

    @Test
    void scalars_cross_as_they_are() {
        same(Primitive.BOOL, true, true);
        same(Primitive.S8, -128, -128);
        same(Primitive.U8, 255, 255);
        same(Primitive.U32, 4294967295L, -1);
        same(Primitive.S64, Long.MIN_VALUE, Long.MIN_VALUE);
        same(Primitive.U64, Long.MAX_VALUE, Long.MAX_VALUE);
        same(Primitive.U64, new BigInteger("18446744073709551615"), -1L);
        same(Primitive.F32, 1.5f, 1.5f);
        same(Primitive.F64, -0.0, -0.0);
        same(Primitive.CHAR, "🍰", 0x1f370);
        same(Primitive.STRING, "text", "text");
    }

    @Test
    void integers_come_from_any_number_without_fraction() {
        for (Number number : List.of((byte) 7, (short) 7, 7, 7L, BigInteger.valueOf(7), 7.0, 7f, new BigDecimal("7.00"),
                new BigDecimal("0.7e1"))) {
            assertEquals(7, PlainValues.toLifted(U32, number));
        }
        assertEquals("expected u32, got 7.5", error(U32, 7.5));
        assertEquals("expected u32, got NaN", error(U32, Double.NaN));
        assertEquals("expected u32, got 1E+999999999", error(U32, new BigDecimal("1e999999999")));
        assertEquals("expected u32, got 1E-999999999", error(U32, new BigDecimal("1e-999999999")));
    }

    @Test
    void integers_are_held_to_their_range() {
        assertEquals("expected u32 (0 to 4294967295), got -1", error(U32, -1));
        assertEquals("expected u32 (0 to 4294967295), got 4294967296", error(U32, 1L << 32));
        assertEquals("expected s8 (-128 to 127), got 128", error(Primitive.S8, 128));
        assertEquals("expected u64 (0 to 18446744073709551615), got 18446744073709551616",
                error(Primitive.U64, BigInteger.ONE.shiftLeft(64)));
        assertEquals("expected s64 (-9223372036854775808 to 9223372036854775807), got 1.0E19",
                error(Primitive.S64, 1e19));
    }

    @Test
    void scalars_of_the_wrong_kind_are_refused() {
        assertEquals("expected u32, got \"x\"", error(U32, "x"));
        assertEquals("expected bool, got 1", error(Primitive.BOOL, 1));
        assertEquals("expected string, got 5", error(Primitive.STRING, 5));
        assertEquals("expected string, got null", error(Primitive.STRING, null));
        assertEquals("expected char, got \"ab\"", error(Primitive.CHAR, "ab"));
        assertEquals("expected char, got \"\"", error(Primitive.CHAR, ""));
        assertEquals("expected f32, got 1.0E300", error(Primitive.F32, 1e300));
        assertEquals("expected string, got one with a lone surrogate at 1", error(Primitive.STRING, "a\udc00"));
    }

    @Test
    void bytes_are_a_byte_array_or_a_list_of_numbers() {
        ValueType bytes = new ValueType.ListOf(Primitive.U8);
        byte[] value = {1, -1};
        assertArrayEquals(value, (byte[]) PlainValues.toLifted(bytes, value));
        assertArrayEquals(value, (byte[]) PlainValues.toLifted(bytes, List.of(1, 255)));
        assertArrayEquals(value, (byte[]) PlainValues.fromLifted(bytes, value));
        assertEquals("[1]: expected u8 (0 to 255), got 256", error(bytes, List.of(1, 256)));
    }

    @Test
    void lists_and_tuples_are_lists() {
        ValueType list = new ValueType.ListOf(OPTION);
        Object[] lifted = (Object[]) PlainValues.toLifted(list, Arrays.asList(1, null));
        assertArrayEquals(new Object[]{Optional.of(1), Optional.empty()}, lifted);
        assertEquals(Arrays.asList(1L, null), PlainValues.fromLifted(list, lifted));
        ValueType tuple = new ValueType.Tuple(List.of(U32, Primitive.STRING));
        Object[] pair = (Object[]) PlainValues.toLifted(tuple, List.of(1, "a"));
        assertArrayEquals(new Object[]{1, "a"}, pair);
        assertEquals(List.of(1L, "a"), PlainValues.fromLifted(tuple, pair));
        assertEquals("expected tuple<u32, string>, got a list of 1", error(tuple, List.of(1)));
    }

    @Test
    void records_are_maps_in_kebab_case_and_take_snake_case() {
        Object[] lifted = (Object[]) PlainValues.toLifted(USER, Map.of("user_id", 5, "nick-name", "x"));
        assertArrayEquals(new Object[]{5, Optional.of("x")}, lifted);
        assertEquals(Map.of("user-id", 5L, "nick-name", "x"), PlainValues.fromLifted(USER, lifted));
        assertEquals(List.of("user-id", "nick-name"),
                List.copyOf(((Map<?, ?>) PlainValues.fromLifted(USER, lifted)).keySet()));
    }

    @Test
    void an_option_may_be_missing_from_a_record_and_nothing_else() {
        assertArrayEquals(new Object[]{5, Optional.empty()},
                (Object[]) PlainValues.toLifted(USER, Map.of("user-id", 5)));
        assertEquals("missing field user-id: u32", error(USER, Map.of()));
        assertEquals("unknown field nick, there are user-id, nick-name", error(USER, Map.of("user-id", 5, "nick",
                "x")));
        assertEquals("field user-id is there twice, as " + "user_id too", error(USER, ordered("user-id", 5, "user_id",
                6)));
        assertEquals("expected record {user-id: u32, nick-name: option<string>}, got 5", error(USER, 5));
    }

    private static Map<String, Object> ordered(String first, Object one, String second, Object two) {
        Map<String, Object> map = new java.util.LinkedHashMap<>();
        map.put(first, one);
        map.put(second, two);
        return map;
    }

    @Test
    void options_of_options_say_some() {
        ValueType nested = new ValueType.OptionOf(OPTION);
        assertEquals(Optional.empty(), PlainValues.toLifted(nested, null));
        assertEquals(Optional.of(Optional.empty()),
                PlainValues.toLifted(nested, Collections.singletonMap("some", null)));
        same(nested, Map.of("some", 5L), Optional.of(Optional.of(5)));
        assertEquals(Collections.singletonMap("some", null), PlainValues.fromLifted(nested, Optional.of(Optional
                .empty())));
        assertEquals("expected null or {some: …} for an option of an option, got 5", error(nested, 5));
    }

    @Test
    void enums_are_names_and_take_indexes() {
        same(COLOUR, "dark-red", 0);
        assertEquals(0, PlainValues.toLifted(COLOUR, "dark_red"));
        assertEquals(1, PlainValues.toLifted(COLOUR, 1));
        assertEquals("expected enum {dark-red, blue}, got 2", error(COLOUR, 2));
        assertEquals("expected enum {dark-red, blue}, got \"green\"", error(COLOUR, "green"));
    }

    @Test
    void flags_are_lists_of_names_and_take_bits() {
        same(MODE, List.of("read", "no-wait"), 5);
        assertEquals(6, PlainValues.toLifted(MODE, 6));
        assertEquals("expected flags {read, write, no-wait}, got 8", error(MODE, 8));
        assertEquals("[1]: expected flags {read, write, no-wait}, got \"exec\"", error(MODE, List.of("read", "exec")));
    }

    @Test
    void variants_are_maps_of_one_key() {
        same(SHAPE, Map.of("square", 5L), new CaseValue(1, 5));
        same(SHAPE, Collections.singletonMap("empty", null), new CaseValue(0, null));
        assertEquals(new CaseValue(0, null), PlainValues.toLifted(SHAPE, "empty"));
        assertEquals("expected {square: u32}, got the name alone", error(SHAPE, "square"));
        assertEquals(".square: expected u32, got \"x\"", error(SHAPE, Map.of("square", "x")));
        assertEquals(".empty: expected null, as the case carries nothing, got 5", error(SHAPE, Map.of("empty", 5)));
        assertEquals("unknown case circle, there are empty, square", error(SHAPE, Map.of("circle", 5)));
    }

    @Test
    void results_are_ok_or_err() {
        same(RESULT, Map.of("ok", 5L), CaseValue.ok(5));
        same(RESULT, Collections.singletonMap("err", null), CaseValue.err(null));
        assertEquals("unknown case fine, there are ok, err", error(RESULT, Map.of("fine", 5)));
    }

    @Test
    void handles_are_resources() {
        ValueType own = new ValueType.Own(new ResourceSlot(0, "file"));
        Resource resource = new Resource(ResourceType.ofHost("file", _ -> {}), "a");
        same(own, resource, resource);
        assertEquals("expected own<file>, got \"a\"", error(own, "a"));
    }

    @Test
    void an_error_has_the_path_from_the_argument() {
        ValueType items = new ValueType.Record(List.of(new ValueType.Field("items", new ValueType.ListOf(USER))));
        FunctionType type = new FunctionType(
                List.of(new FunctionType.Parameter("a", U32), new FunctionType.Parameter("b", items)), Optional.empty(),
                false);
        Map<String, Object> user = new HashMap<>(Map.of("user-id", 1));
        List<Object> arguments =
                List.of(1, Map.of("items", List.of(user, user, user, Map.of("user-id", "x"))));
        assertEquals("argument 2 (b): .items[3].user-id: expected u32, got \"x\"",
                assertThrows(ValueException.class, () -> PlainValues.toArguments(type, arguments)).getMessage());
    }

    @Test
    void arguments_are_counted_and_trailing_options_may_be_left_out() {
        FunctionType type = new FunctionType(
                List.of(new FunctionType.Parameter("a", U32), new FunctionType.Parameter("b", OPTION),
                        new FunctionType.Parameter("c", OPTION)),
                Optional.empty(), false);
        assertArrayEquals(new Object[]{1, Optional.of(2), Optional.empty()},
                PlainValues.toArguments(type, List.of(1, 2)));
        assertEquals("parameter count mismatch: expected 1 to 3, got 0",
                assertThrows(ValueException.class, () -> PlainValues.toArguments(type, List.of())).getMessage());
        FunctionType one = new FunctionType(type.parameters().subList(0, 1), Optional.of(OPTION), false);
        assertEquals("parameter count mismatch: expected 1, got 2",
                assertThrows(ValueException.class, () -> PlainValues.toArguments(one, List.of(1, 2))).getMessage());
        assertEquals(5L, PlainValues.fromResult(one, Optional.of(5)));
        assertEquals(null, PlainValues.fromResult(type, null));
    }

    @Test
    void making_a_long_list_plain_passes_by_safepoints() {
        AtomicInteger polls = new AtomicInteger();
        Safepoint.Guest running = new Safepoint.Guest() {
            @Override
            protected void reached() {
                polls.incrementAndGet();
                request();
            }
        };
        Object[] numbers = Collections.nCopies(10_240, 1).toArray();
        running.request();
        try {
            Safepoint.run(running, () -> PlainValues.fromLifted(new ValueType.ListOf(U32), numbers));
            assertEquals(10, polls.get());
        } finally {
            running.withdraw();
        }
    }
}
