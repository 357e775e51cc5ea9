package dev.wippy.component.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.component.abi.CaseValue;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ValueType;
import dev.wippy.component.types.ValueType.Primitive;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WordValuesTest {

    /** The texts of JSON that these tests use, and what a parser makes of them. */
    private static final Map<String, Object> JSON = new HashMap<>();

    static {
        JSON.put("[1,2]", List.of(1, 2));
        JSON.put("{\"ok\":5}", Map.of("ok", 5));
        JSON.put("null", null);
    }

    private final WordValues words = new WordValues(text -> {
        if (!JSON.containsKey(text)) {
            throw new IllegalStateException("unexpected character");
        }
        return JSON.get(text);
    });

    private String error(ValueType type, String word) {
        return assertThrows(ValueException.class, () -> words.toLifted(type, word)).getMessage();
    }

    @Test
    void scalars_and_enum_cases_stand_as_they_are() {
        assertEquals("null", words.toLifted(Primitive.STRING, "null"));
        assertEquals(true, words.toLifted(Primitive.BOOL, "true"));
        assertEquals(-5, words.toLifted(Primitive.S8, "-5"));
        assertEquals(-1, words.toLifted(Primitive.U32, "4294967295"));
        assertEquals(-1L, words.toLifted(Primitive.U64, "18446744073709551615"));
        assertEquals(1000, words.toLifted(Primitive.U32, "1e3"));
        assertEquals(1.5, words.toLifted(Primitive.F64, "1.5"));
        assertEquals(0.1f, words.toLifted(Primitive.F32, "0.1"));
        assertEquals(Double.NEGATIVE_INFINITY, words.toLifted(Primitive.F64, "-inf"));
        assertEquals((int) '5', words.toLifted(Primitive.CHAR, "5"));
        assertEquals(1, words.toLifted(new ValueType.Enum(List.of("a", "b")), "b"));
    }

    @Test
    void words_that_do_not_fit_are_refused() {
        assertEquals("expected u32, got \"x\"", error(Primitive.U32, "x"));
        assertEquals("expected u32, got \"\"", error(Primitive.U32, ""));
        assertEquals("expected u32, got \" 1\"", error(Primitive.U32, " 1"));
        assertEquals("expected u32, got 1.5", error(Primitive.U32, "1.5"));
        assertEquals("expected u32 (0 to 4294967295), got -1", error(Primitive.U32, "-1"));
        assertEquals("expected u32, got 1E+9999", error(Primitive.U32, "1e9999"));
        assertEquals("expected f64, got \"1d\"", error(Primitive.F64, "1d"));
        assertEquals("expected f64, got \"0x1p3\"", error(Primitive.F64, "0x1p3"));
        assertEquals("expected f64, got 1E+999", error(Primitive.F64, "1e999"));
        assertEquals("expected f32, got \"1e99\"", error(Primitive.F32, "1e99"));
        assertEquals("expected bool (true or false), got \"yes\"", error(Primitive.BOOL, "yes"));
        assertEquals("expected enum {a}, got \"0\"", error(new ValueType.Enum(List.of("a")), "0"));
        assertEquals("expected u32, got \"" + "9".repeat(60) + "…\"", error(Primitive.U32, "9".repeat(2000)));
    }

    @Test
    void compound_values_are_json() {
        assertArrayEquals(new Object[]{1, 2},
                (Object[]) words.toLifted(new ValueType.ListOf(Primitive.U32), "[1,2]"));
        assertEquals(CaseValue.ok(5), words.toLifted(
                new ValueType.ResultOf(Optional.of(Primitive.U32), Optional.empty()), "{\"ok\":5}"));
        assertEquals("expected list<u32> as JSON, got \"x\": unexpected character",
                error(new ValueType.ListOf(Primitive.U32), "x"));
    }

    @Test
    void an_option_is_what_it_holds() {
        assertEquals(Optional.of("World"), words.toLifted(new ValueType.OptionOf(Primitive.STRING), "World"));
        assertEquals(Optional.of("null"), words.toLifted(new ValueType.OptionOf(Primitive.STRING), "null"));
        assertEquals(Optional.of(5), words.toLifted(new ValueType.OptionOf(Primitive.U32), "5"));
        assertEquals(Optional.empty(), words.toLifted(new ValueType.OptionOf(Primitive.U32), "null"));
        assertEquals(Optional.empty(),
                words.toLifted(new ValueType.OptionOf(new ValueType.OptionOf(Primitive.U32)), "null"));
    }

    @Test
    void arguments_are_words_and_trailing_options_may_be_left_out() {
        FunctionType greet = new FunctionType(
                List.of(new FunctionType.Parameter("name", new ValueType.OptionOf(Primitive.STRING))), Optional.empty(),
                false);
        assertArrayEquals(new Object[]{Optional.empty()}, words.toArguments(greet, List.of()));
        assertArrayEquals(new Object[]{Optional.of("World")}, words.toArguments(greet, List.of("World")));
        FunctionType compute = new FunctionType(List.of(new FunctionType.Parameter("a", Primitive.U32),
                new FunctionType.Parameter("b", Primitive.U32)), Optional.empty(), false);
        assertEquals("parameter count mismatch: expected 2, got 1",
                assertThrows(ValueException.class, () -> words.toArguments(compute, List.of("6"))).getMessage());
        assertEquals("argument 2 (b): expected u32, got \"x\"",
                assertThrows(ValueException.class, () -> words.toArguments(compute, List.of("6", "x"))).getMessage());
    }
}
