package dev.wippy.kernel.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.kernel.spi.NetworkRule.Addresses;
import dev.wippy.kernel.spi.NetworkRule.Name;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkRuleTest {

    @Test
    void addresses_may_have_a_prefix_and_a_port() {
        assertEquals(new Addresses("7f000001", 32, OptionalInt.of(8080)), NetworkRule.parse("127.0.0.1:8080"));
        assertEquals(new Addresses("0a000000", 8, OptionalInt.empty()), NetworkRule.parse(" 10.0.0.0/8 "));
        assertEquals(new Addresses("0a000000", 8, OptionalInt.of(0)), NetworkRule.parse("10.0.0.0/8:0"));
        assertEquals(new Addresses("00".repeat(15) + "01", 128, OptionalInt.empty()), NetworkRule.parse("::1"));
        assertEquals(new Addresses("00".repeat(15) + "01", 128, OptionalInt.of(80)), NetworkRule.parse("[::1]:80"));
        assertEquals(new Addresses("fd" + "00".repeat(15), 8, OptionalInt.of(1)), NetworkRule.parse("[fd00::/8]:1"));
    }

    @Test
    void names_may_stand_for_those_below_and_have_a_port() {
        assertEquals(new Name("api.example.com", false, OptionalInt.of(443)), NetworkRule.parse("API.example.com:443"));
        assertEquals(new Name("internal", true, OptionalInt.empty()), NetworkRule.parse("*.internal"));
        assertEquals(new Name("internal", true, OptionalInt.empty()), NetworkRule.parse("*.internal:*"));
        Name below = (Name) NetworkRule.parse("*.internal");
        assertTrue(below.covers("DB.internal."));
        assertFalse(below.covers("internal"));
        assertFalse(below.covers("notinternal"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "10.0.0.0/33 | has a prefix that is not from 0 to 32",
        "::/129 | has a prefix that is not from 0 to 128",
        "10.0.0.0/x | has a prefix that is not from 0 to 32",
        "10.0.0.256 | is no address",
        "::g | is no address",
        "1::2::3 | is no address",
        "[::1 | has no \"]\"",
        "127.0.0.1:65536 | has a port that is not from 0 to 65535",
        "127.0.0.1:http | has a port that is not from 0 to 65535",
        "[::1]80 | has a port that is not from 0 to 65535",
        "http://a.example | has a port that is not from 0 to 65535",
        "a b | is no address and no name",
        "*.*.internal | is no address and no name",
        "* | is no address and no name",
        "'' | is no address and no name"})
    void what_is_none_is_an_error_that_says_why(String text, String why) {
        String message = assertThrows(IllegalArgumentException.class, () -> NetworkRule.parse(text)).getMessage();
        assertEquals("\"" + text + "\" " + why + " (127.0.0.1:8080, 10.0.0.0/8, [::1]:80, api.example.com and "
                + "*.internal are right)", message);
    }
}
