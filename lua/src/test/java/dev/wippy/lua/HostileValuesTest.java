package dev.wippy.lua;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What scripts try to get across, and what is given to them. */
class HostileValuesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "local t = {} t.a = {b = t} return t | argument 1.a.b: a table that holds itself can't be sent",
        "return {list = {1, {f = print}}} | argument 1.list[2].f: a function can't be sent",
        "return {[1] = 1, x = 2} | argument 1: a table that is sent is a list or has strings as keys; this has both",
        "return {1, nil, 3} | argument 1: a table that is sent as a list has no holes, and begins at 1",
        "return {[0] = 1} | argument 1: a table that is sent as a list has no holes, and begins at 1",
        "return {[true] = 1} | argument 1: a table that is sent has strings as keys, or is a list; this has a boolean"
                + " as a key",
        "return coroutine.create(print) | argument 1: a thread can't be sent",
        "return ('x'):rep(17 << 20) | argument 1: too much to send at once: more than 16 MiB",
    })
    void what_can_not_cross_is_named_with_its_path(String source, String message) {
        assertEquals("Internal: " + message, Scripts.failure(folder, source));
    }

    @Test
    void a_table_a_million_deep_is_refused_and_not_followed() {
        assertEquals(
                "Internal: argument 1.n.n.n.n.n ... .n.n.n: tables are nested deeper than 128 levels",
                Scripts.failure(folder, "local t = {} for i = 1, 1000000 do t = {n = t} end return t"));
    }

    @Test
    void a_table_that_stands_twice_in_another_is_no_circle() {
        assertEquals(
                Map.of("a", List.of(1L), "b", List.of(1L)),
                Scripts.result(folder, "local t = {1} return {a = t, b = t}"));
    }

    @Test
    void numbers_at_the_borders_are_what_they_were() {
        assertEquals(
                List.of(9007199254740991L, 9007199254740992L, 9007199254740993L, 9.007199254740992E15,
                        Long.MAX_VALUE, 1.8446744073709552E19, -0.0),
                Scripts.result(
                        folder, "return ...",
                        List.of(9007199254740991L, 9007199254740992L, 9007199254740993L, 9.007199254740992E15,
                                Long.MAX_VALUE, BigInteger.TWO.pow(64).subtract(BigInteger.ONE), -0.0)));
    }

    @Test
    void a_string_that_is_no_UTF_8_is_bytes_both_ways() {
        assertArrayEquals(
                new byte[]{(byte) 0xff, 0, 'x'}, (byte[]) Scripts.result(folder, "return ...", new byte[]{-1, 0, 'x'}));
        assertEquals("ä\0€", Scripts.result(folder, "assert(#... == 6) return ...", "ä\0€"));
    }

    @Test
    void a_message_that_can_not_be_sent_names_its_place_and_the_script_goes_on() {
        assertEquals(
                "script.lua:2: argument 3.x: a function can't be sent",
                Scripts.result(folder, """
                        local process = require("process")
                        local _, why = pcall(function() process.send(process.pid(), "t", {x = print}) end)
                        return why
                        """.replaceFirst("\n", " ").replaceFirst("local _", "\nlocal _")));
    }

    @Test
    void pairs_of_a_table_with_metamethods_are_not_asked_for() {
        assertEquals(
                List.of(1L),
                Scripts.result(
                        folder,
                        "return setmetatable({1}, {__index = function() error('no') end, __pairs = function() error('no') end,"
                                + " __len = function() return 1 << 40 end})"));
    }
}
