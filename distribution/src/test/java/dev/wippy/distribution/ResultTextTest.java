package dev.wippy.distribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wippy.component.abi.CaseValue;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ValueType;
import dev.wippy.component.types.ValueType.Case;
import dev.wippy.component.types.ValueType.ListOf;
import dev.wippy.component.types.ValueType.OptionOf;
import dev.wippy.component.types.ValueType.Primitive;
import dev.wippy.component.types.ValueType.ResultOf;
import dev.wippy.component.value.PlainValues;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultTextTest {

    private static FunctionType returning(ValueType type) {
        return new FunctionType(List.of(), Optional.of(type), false);
    }

    /** What is printed for a plain value. */
    private static String printed(ValueType type, Object plain) {
        return printed(type, plain, false);
    }

    private static String printed(ValueType type, Object plain, boolean json) {
        Object value = PlainValues.fromLifted(type, PlainValues.toLifted(type, plain));
        return new String(new ResultText(returning(type), json).output(value), StandardCharsets.UTF_8);
    }

    @Test
    void a_string_is_printed_as_it_is() {
        assertEquals("a \"b\"\n\n", printed(Primitive.STRING, "a \"b\"\n"));
        assertEquals("\"a\\n\"\n", printed(Primitive.STRING, "a\n", true));
    }

    @Test
    void bytes_are_printed_as_they_are() {
        byte[] bytes = {0, -1, '\n', 7};
        var text = new ResultText(returning(new ListOf(Primitive.U8)), false);
        assertArrayEquals(bytes, text.output(bytes));
        assertEquals("[0,255]\n", printed(new ListOf(Primitive.U8), new byte[]{0, -1}, true));
    }

    @Test
    void integers_keep_all_their_digits() {
        assertEquals(
                "18446744073709551615\n",
                printed(Primitive.U64, new java.math.BigInteger("18446744073709551615")));
        assertEquals("-9223372036854775808\n", printed(Primitive.S64, Long.MIN_VALUE));
        assertEquals("4294967295\n", printed(Primitive.U32, 4294967295L));
    }

    @Test
    void floats_that_are_no_numbers_are_strings() {
        assertEquals("[1.5,\"NaN\",\"Infinity\",\"-Infinity\"]\n", printed(
                new ListOf(Primitive.F64),
                List.of(1.5, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)));
    }

    @Test
    void an_option_is_what_it_holds_or_null() {
        assertEquals("x\n", printed(new OptionOf(Primitive.STRING), "x"));
        assertEquals("null\n", printed(new OptionOf(Primitive.STRING), null));
        assertEquals("7\n", printed(new OptionOf(Primitive.U8), 7L));
    }

    @Test
    void an_ok_is_what_it_holds() {
        var result = new ResultOf(Optional.of(Primitive.STRING), Optional.of(Primitive.U8));
        var text = new ResultText(returning(result), false);
        Object ok = PlainValues.fromLifted(result, CaseValue.ok("fine"));
        assertEquals("fine\n", new String(text.output(ok), StandardCharsets.UTF_8));
        assertEquals(Optional.empty(), text.error(ok));
    }

    @Test
    void an_ok_that_holds_nothing_prints_nothing() {
        var result = new ResultOf(Optional.empty(), Optional.of(Primitive.U8));
        var text = new ResultText(returning(result), true);
        assertArrayEquals(new byte[0], text.output(PlainValues.fromLifted(result, CaseValue.ok(null))));
    }

    @Test
    void an_err_is_one_line() {
        var result = new ResultOf(Optional.of(Primitive.STRING), Optional.of(Primitive.STRING));
        var text = new ResultText(returning(result), false);
        assertEquals(
                Optional.of("two\\nlines \\u001b[31m"),
                text.error(PlainValues.fromLifted(result, CaseValue.err("two\nlines \u001b[31m"))));
    }

    @Test
    void a_case_without_payload_is_its_name() {
        var variant = new ValueType.Variant(List.of(
                new Case("none", Optional.empty()), new Case("some-of", Optional.of(new ListOf(Primitive.BOOL)))));
        var text = new ResultText(returning(variant), false);
        assertEquals("\"none\"\n", string(text.output(PlainValues.fromLifted(variant, new CaseValue(0, null)))));
        assertEquals(
                "{\"some-of\":[true]}\n",
                string(text.output(PlainValues.fromLifted(variant, new CaseValue(1, new Object[]{true})))));
        assertEquals("\"red\"\n", printed(new ValueType.Enum(List.of("red", "green")), "red"));
    }

    @Test
    void compound_values_are_one_line_of_JSON() {
        var type = new ValueType.Record(List.of(
                new ValueType.Field("the-name", Primitive.STRING),
                new ValueType.Field("pair", new ValueType.Tuple(List.of(Primitive.CHAR, Primitive.F32))),
                new ValueType.Field("can", new ValueType.Flags(List.of("read", "write"))),
                new ValueType.Field("data", new ListOf(Primitive.U8))));
        assertEquals(
                "{\"the-name\":\"a\\nb\",\"pair\":[\"é\",0.1],\"can\":[\"write\"],\"data\":[1,2]}\n",
                printed(type, JsonReader.read("""
                        {"the-name": "a\\nb", "pair": ["é", 0.1], "can": ["write"], "data": [1, 2]}""")));
    }

    @Test
    void a_method_without_result_prints_nothing() {
        var nothing = new FunctionType(List.of(), Optional.empty(), false);
        assertArrayEquals(new byte[0], new ResultText(nothing, true).output(null));
    }

    private static String string(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
