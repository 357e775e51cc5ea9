package dev.wippy.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a script is (SPEC section 7), and how it ends. */
class LuaProcessTest {
    @TempDir
    Path folder;

    @Test
    void a_script_gets_its_arguments_and_returns_a_value() {
        assertEquals(42L, Scripts.result(folder, "local a, b = ... return a * b", 6L, 7L));
    }

    @Test
    void numbers_keep_integer_and_float_apart() {
        assertEquals(
                Arrays.asList(1L, 1.0, 9007199254740993L, 0.1, Long.MIN_VALUE, true),
                Scripts.result(
                        folder,
                        """
                        local given = ...
                        assert(math.type(given[1]) == "integer" and math.type(given[2]) == "float")
                        return given
                        """,
                        Arrays.asList(1, 1.0f, 9007199254740993L, 0.1, Long.MIN_VALUE, true)));
    }

    @Test
    void a_script_that_returns_nothing_is_the_process_itself() {
        assertEquals(null, Scripts.result(folder, "local x = 1 + 1"));
    }

    @Test
    void the_method_of_an_entry_is_called_from_the_table_that_the_source_returns() {
        try (var scripts = new Scripts(folder)) {
            scripts.add("script", "return {double = function(x) return 2 * x end}", "method: double");
            assertEquals(42L, scripts.value("script", 21L));
        }
    }

    @Test
    void a_main_that_is_global_is_called() {
        assertEquals("hello Ann", Scripts.result(folder, "function main(name) return 'hello ' .. name end", "Ann"));
    }

    @Test
    void a_method_that_is_not_there_is_named_with_those_that_are() {
        try (var scripts = new Scripts(folder)) {
            scripts.add("script", "return {b = print, a = print, c = 1}", "method: double");
            assertEquals(
                    "Invalid: the source has no function \"double\"; it returns a table of: a, b",
                    scripts.run("script").failure().orElseThrow().toString());
        }
    }

    @Test
    void an_error_names_file_and_line() {
        assertEquals("Internal: script.lua:2: no good", Scripts.failure(folder, "local x\nerror('no good')"));
    }

    @Test
    void nil_and_an_error_are_a_failure_of_that_kind() {
        assertEquals(
                "NotFound: no such thing",
                Scripts.failure(
                        folder,
                        "return nil, require('errors').new('NotFound', 'no such thing')"));
    }

    @Test
    void a_script_spawns_another_and_hears_of_its_end_in_both_spellings() {
        try (var scripts = new Scripts(folder)) {
            scripts.add("worker", "local a, b = ... return a * b");
            scripts.add("script", """
                    local process = require("process")
                    local time = require("time")
                    local pid, err = process.spawn_monitored("app:worker", "app:processes", 6, 7)
                    if err then error("spawn failed: " .. tostring(err)) end
                    local event = process.receive(time.seconds(10))
                    local same = event.from == pid and event.kind == process.event.EXIT
                    return {event.type, event.value, event.result.value, same}
                    """);
            assertEquals(List.of("EXIT", 42L, 42L, true), scripts.value("script"));
        }
    }

    @Test
    void what_the_host_refuses_is_a_second_value_with_kind_and_message() {
        assertEquals(
                Map.of("kind", "NotFound", "message", "there is no process entry \"app:nobody\""),
                Scripts.result(folder, """
                        local pid, err = require("process").spawn("app:nobody", "app:processes")
                        return {kind = err:kind(), message = err:message()}
                        """));
    }
}
