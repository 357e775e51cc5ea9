package dev.wippy.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wippy.kernel.Process;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No script escapes its limits, whatever it catches. */
class ScriptLimitsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {
        "while true do end",
        "local function loop() while true do end end while true do pcall(loop) end",
        "while true do pcall(string.rep, 'x', -1) end",
        "local s = ('a'):rep(40) ; return s:find(('a?'):rep(40) .. ('a'):rep(40) .. 'b')",
        "return (('a'):rep(100000)):find(('.-'):rep(20) .. 'b')",
        "local co = coroutine.wrap(function() while true do coroutine.yield() end end) while true do co() end",
        "setmetatable(_G, {__index = function(t, k) return t[k .. 'x'] end}) while true do pcall(function() return y end)"
                + " end",
        "repeat local ok = pcall(error) until false",
        "while true do require('time').sleep(0) end",
    })
    void a_deadline_ends_a_script_that_never_stops(String source) {
        try (var scripts = new Scripts(folder)) {
            scripts.add("script", source, "limits: {max_execution_ms: 300}");
            assertEquals(
                    "Timeout: max_execution_ms: 300 ms are over",
                    scripts.run("script").failure().orElseThrow().toString());
        }
    }

    @Test
    void a_script_that_catches_everything_is_terminated() {
        try (var scripts = new Scripts(folder)) {
            scripts.add("script", "local function loop() while true do end end while true do pcall(loop) end");
            Process process = scripts.spawn("script");
            process.terminate();
            assertEquals(
                    "Canceled",
                    process.exit().block(Scripts.PATIENCE).failure().orElseThrow().kind().toString());
        }
    }

    @Test
    void past_its_memory_a_script_gets_an_error_that_it_can_catch() {
        try (var scripts = new Scripts(folder)) {
            scripts.add("script", """
                    local ok, message = pcall(function()
                      local all = {}
                      while true do all[#all + 1] = ("x"):rep(1000) .. #all end
                    end)
                    return message
                    """, "limits: {max_memory: 8MiB}");
            assertEquals("not enough memory", scripts.value("script"));
        }
    }

    @Test
    void a_text_larger_than_its_memory_is_refused_at_once() {
        assertEquals("not enough memory", Scripts.result(folder,
                "local _, why = pcall(string.rep, 'x', 1 << 30) return why"));
    }

    @Test
    void deep_recursion_is_an_error_that_can_be_caught() {
        assertEquals(true, Scripts.result(folder, """
                local function down() return 1 + down() end
                local ok, lua = pcall(down)
                local function through() return (("x"):gsub("x", through)) end
                local _, c = pcall(through)
                local t = setmetatable({}, {})
                getmetatable(t).__index = function(_, k) return t[k] end
                local _, meta = pcall(function() return t.x end)
                assert(lua:find("stack overflow") and c:find("stack overflow") and meta:find("stack overflow"))
                return true
                """));
    }

    @Test
    void a_hundred_thousand_errors_leave_nothing_on_the_stack() {
        assertEquals(200_000L, Scripts.result(folder, """
                local caught = 0
                for i = 1, 100000 do
                  if not pcall(error, "x") then caught = caught + 1 end
                end
                coroutine.wrap(function()
                  for i = 1, 100000 do
                    if not pcall(error, "x") then caught = caught + 1 end
                  end
                end)()
                return caught
                """));
    }
}
