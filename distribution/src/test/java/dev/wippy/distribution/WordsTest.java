package dev.wippy.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.FunctionType.Parameter;
import dev.wippy.component.types.ValueType;
import dev.wippy.component.types.ValueType.ListOf;
import dev.wippy.component.types.ValueType.OptionOf;
import dev.wippy.component.types.ValueType.Primitive;
import dev.wippy.component.types.ValueType.ResultOf;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WordsTest {

    private static Words words(Parameter... parameters) {
        return new Words("wippy run x", Optional.of(new FunctionType(List.of(parameters), Optional.empty(), false)));
    }

    @Test
    void a_compound_parameter_is_JSON() {
        var type = new ValueType.Record(List.of(
                new ValueType.Field("name", Primitive.STRING),
                new ValueType.Field("sizes", new ListOf(Primitive.U64))));
        assertEquals(
                List.of(Map.of("name", "a", "sizes", List.of(1L, new java.math.BigInteger("18446744073709551615")))),
                words(new Parameter("it", type))
                        .toArguments(List.of("{\"name\": \"a\", \"sizes\": [1, 18446744073709551615]}")));
    }

    @Test
    void trailing_options_may_be_left_out() {
        var words = words(
                new Parameter("a", new OptionOf(Primitive.U8)),
                new Parameter("b", Primitive.STRING),
                new Parameter("c", new OptionOf(Primitive.U8)),
                new Parameter("d", new OptionOf(Primitive.STRING)));
        assertEquals("usage: wippy run x <a: option<u8>> <b: string> [c: u8] [d: string]", words.usage());
        assertEquals(Arrays.asList(1, "b", null, null), words.toArguments(List.of("1", "b")));
        assertEquals(Arrays.asList(1, "b", 2, "d"), words.toArguments(List.of("1", "b", "2", "d")));
    }

    @Test
    void a_missing_word_is_named() {
        var e = assertThrows(
                CommandException.class, () -> words(new Parameter("b", Primitive.STRING)).toArguments(List.of()));
        assertEquals("missing b: string\nusage: wippy run x <b: string>", e.getMessage());
        assertEquals(2, e.exitCode());
    }

    @Test
    void what_is_no_JSON_is_told_with_its_place() {
        var e = assertThrows(
                CommandException.class,
                () -> words(new Parameter("b", new ListOf(Primitive.U8))).toArguments(List.of("[1,")));
        assertEquals(2, e.exitCode());
        assertEquals(
                List.of("b: expected list<u8> as JSON, got \"[1,\"", "usage: wippy run x <b: list<u8>>"),
                e.getMessage().lines().map(line -> line.replaceFirst(": no JSON: .*", "")).toList());
    }

    @Test
    void a_program_reads_its_words_itself() {
        var run = new FunctionType(
                List.of(), Optional.of(new ResultOf(Optional.empty(), Optional.empty())), false);
        assertEquals(List.of(), new Words("wippy run x", Optional.of(run)).toArguments(List.of("a", "b")));
        assertEquals(List.of(), new Words("wippy run x", Optional.empty()).toArguments(List.of("a")));
    }
}
