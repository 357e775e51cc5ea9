package dev.wippy.registry.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.kernel.spi.Node;
import dev.wippy.kernel.spi.Position;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class YamlReaderTest {

    @Test
    void scalars_are_those_of_the_core_schema_of_YAML_1_2() {
        var expected = new ArrayList<Object>(Arrays.asList(
                "yes", "on", "n", 12L, 12L, 31L, 8L, "1:30", -3L, 7L, new BigInteger("123456789012345678901"), true,
                false, null, null, null, 1.5, 0.5, 1000.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY,
                Double.NaN, "2001-01-01", "0b1", "1_000", "12", "x y"));
        assertEquals(expected, value(
                "[yes, on, n, 012, 12, 0x1f, 0o10, 1:30, -3, +7, 123456789012345678901, true, FALSE,"
                        + " null, ~, Null, 1.5, .5, 1e3, .inf, -.INF, .nan, 2001-01-01, 0b1, 1_000, \"12\", x y]"));
    }

    @Test
    void a_key_without_a_value_holds_null() {
        assertEquals(Collections.singletonMap("a", null), value("a:\n"));
    }

    @Test
    void nodes_know_line_and_column() {
        Node root = YamlReader.read("a:\n  - b: \"x\"\n    ü: 1\n", "f.yaml").orElseThrow();
        Node.Mapping item = (Node.Mapping) ((Node.Sequence) ((Node.Mapping) root).get("a").orElseThrow()).items()
                .getFirst();
        assertEquals(
                List.of(
                        new Node.Pair("b", new Position("f.yaml", 2, 5),
                                new Node.Scalar(new Position("f.yaml", 2, 8), "x", "x")),
                        new Node.Pair("ü", new Position("f.yaml", 3, 5),
                                new Node.Scalar(new Position("f.yaml", 3, 8), 1L, "1"))),
                item.pairs());
    }

    @Test
    void a_mark_before_the_text_is_no_part_of_it() {
        assertEquals(Map.of("a", 1L), value("\uFEFFa: 1"));
    }

    @Test
    void an_empty_text_holds_nothing() {
        assertEquals(Optional.empty(), YamlReader.read("", "f.yaml"));
        assertEquals(Optional.empty(), YamlReader.read("# only this\n", "f.yaml"));
    }

    @Test
    void a_key_twice_is_refused_with_both_places() {
        assertProblem("f.yaml:3:1: the key \"a\" stands twice in one map, first at 1:1", "a: 1\nb: 2\na: 3\n");
    }

    @Test
    void merge_keys_fill_in_what_the_map_does_not_say() {
        assertEquals(
                Map.of("base", Map.of("x", 1L, "y", 2L), "other", Map.of("x", 9L, "z", 3L), "all",
                        Map.of("x", 1L, "y", 5L, "z", 3L)),
                value("base: &b {x: 1, y: 2}\nother: &o {x: 9, z: 3}\nall:\n  <<: [*b, *o]\n  y: 5\n"));
    }

    @Test
    void a_merge_of_no_map_is_refused() {
        assertProblem("f.yaml:1:5: \"<<\" takes a map, or a list of maps", "<<: 1\n");
    }

    @Test
    void a_key_that_is_no_string_is_refused() {
        assertProblem("f.yaml:1:1: a key must be a string: write \"8080\" in quotes", "8080: web\n");
        assertProblem("f.yaml:1:3: a key must be a string, and not a map or a list", "? [a]\n: 1\n");
    }

    @Test
    void a_tab_as_indentation_is_refused_with_its_place() {
        assertProblem(
                "f.yaml:2:1: while scanning for the next token, found character '\\t(TAB)' that cannot start any token."
                        + " (Do not use \\t(TAB) for indentation)",
                "a:\n\tb: 1\n");
    }

    @Test
    void a_json_text_may_be_indented_with_tabs() {
        Node root = YamlReader.read("{\n\t\"a\": [1, \"x\\ty\\/\\u00e9\\ud83d\\ude00\"]\n}", "f.json").orElseThrow();
        assertEquals(Map.of("a", List.of(1L, "x\ty/é😀")), root.toValue());
    }

    @Test
    void a_second_document_is_refused() {
        assertProblem(
                "f.yaml:2:1: expected a single document in the stream, but found another document",
                "a: 1\n---\nb: 2\n");
    }

    @Test
    void an_unclosed_list_is_refused_with_its_place() {
        assertProblem(
                "f.yaml:2:1: while parsing a flow sequence, expected ',' or ']', but got <stream end>", "a: [1, 2\n");
    }

    @Test
    void a_character_that_can_not_stand_in_YAML_is_refused_with_its_place() {
        assertProblem("f.yaml:2:4: the character U+0001 can't stand in YAML", "a: 1\nb: \u0001\n");
    }

    @Test
    void tags_that_are_not_known_are_refused() {
        assertProblem(
                "f.yaml:1:4: the tag !secret is not known; !!str, !!int, !!float, !!bool and !!null are",
                "a: !secret x");
        assertProblem("f.yaml:1:4: \"x\" is not of the type !!int", "a: !!int x");
        assertProblem("f.yaml:1:4: the tag !!set is not known for a map", "a: !!set {b}");
        assertEquals(Map.of("a", "12"), value("a: !!str 12"));
    }

    @Test
    void aliases_that_multiply_are_refused() {
        var laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String before = "*a" + (i - 1);
            laughs.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", Collections.nCopies(10, before))));
        }
        assertProblem("f.yaml:6:5: more than 500000 values in one file, with each alias followed", laughs.toString());
    }

    @Test
    void merges_that_multiply_are_refused() {
        var text = new StringBuilder("base: &b {");
        for (int i = 0; i < 1_000; i++) {
            text.append("k").append(i).append(": 1, ");
        }
        text.append("}\n");
        for (int i = 0; i < 1_000; i++) {
            text.append("m").append(i).append(": {<<: *b}\n");
        }
        YamlException refused = assertThrows(YamlException.class, () -> YamlReader.read(text.toString(), "f.yaml"));
        assertEquals("more than 500000 keys merged in one file", refused.reason());
    }

    @Test
    void an_alias_inside_of_its_anchor_is_refused() {
        assertProblem("f.yaml:1:4: an alias inside of what it stands for", "a: &x [*x]");
    }

    @Test
    void deep_nesting_is_refused() {
        assertProblem("f.yaml:1:101: maps and lists nested more than 100 deep", "[".repeat(100_000));
    }

    @Test
    void more_values_than_memory_should_hold_are_refused() {
        String text = "[" + "1,".repeat(500_001) + "]";
        YamlException refused = assertThrows(YamlException.class, () -> YamlReader.read(text, "f.yaml"));
        assertEquals("more than 500000 values in one file", refused.reason());
    }

    @Test
    void a_number_of_very_many_digits_is_refused() {
        assertProblem("f.yaml:1:4: a number has at most 1000 characters, and not 2000", "a: " + "9".repeat(2_000));
    }

    private static Object value(String text) {
        return YamlReader.read(text, "f.yaml").orElseThrow().toValue();
    }

    private static void assertProblem(String expected, String text) {
        YamlException refused = assertThrows(YamlException.class, () -> YamlReader.read(text, "f.yaml"));
        assertEquals(expected, refused.position() + ": " + refused.reason());
    }
}
