package dev.wippy.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonReaderTest {

    @Test
    void values_become_plain_ones() {
        assertEquals(
                Map.of("a", List.of(1L, 1.5, true, "x", new BigInteger("18446744073709551615"), Map.of())),
                JsonReader.read("{\"a\": [1, 1.5, true, \"x\", 18446744073709551615, {}]}"));
        assertNull(JsonReader.read(" null "));
    }

    @Test
    void what_is_no_JSON_is_refused() {
        for (String text : List.of("", "  ", "{", "[1,]", "{} {}", "nul", "{\"a\":1,\"a\":2}", "NaN", "'x'", "\0")) {
            var e = assertThrows(IllegalArgumentException.class, () -> JsonReader.read(text), text);
            assertTrue(e.getMessage().startsWith("no JSON: "), e.getMessage());
        }
    }

    @Test
    void a_text_that_is_nested_too_deep_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> JsonReader.read("[".repeat(100_000)));
    }
}
