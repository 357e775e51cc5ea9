package dev.wippy.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The modules that scripts require: time, channels, JSON, variables, functions, libraries. */
class ScriptModulesTest {
    @TempDir
    Path folder;

    private Object result(String source, Object... arguments) {
        return Scripts.result(folder, source, arguments);
    }

    @Test
    void durations_are_nanoseconds_of_numbers_and_of_texts() {
        assertEquals(
                List.of(10_000_000_000L, 100_000_000L, 90_000_000_000L, 1_500_000L, "Invalid"),
                result("""
                        local time = require("time")
                        local _, err = time.parse("soon")
                        return {time.seconds(10), time.parse("100ms"), time.parse("1m30s"), time.milliseconds(1.5),
                            err:kind()}
                        """));
    }

    @Test
    void a_duration_that_is_none_is_told_at_the_script_s_line() {
        assertEquals(
                "Internal: script.lua:2: a duration is a number of nanoseconds, or a text such as \"100ms\" or \"1m30s\","
                        + " and not \"soon\"",
                Scripts.failure(folder, "local time = require('time')\ntime.sleep('soon')"));
    }

    @Test
    void tasks_talk_through_channels_in_order() {
        assertEquals(List.of(1L, 2L, 3L, "closed"), result("""
                local ch = channel or require("channel")
                local numbers = ch.new()
                coroutine.spawn(function()
                  for i = 1, 3 do numbers:send(i) end
                  numbers:close()
                end)
                local got = {}
                while true do
                  local value, ok = numbers:receive()
                  if not ok then break end
                  got[#got + 1] = value
                end
                got[#got + 1] = "closed"
                return got
                """));
    }

    @Test
    void a_task_waits_inside_coroutines_comparators_and_metamethods_of_its_own() {
        assertEquals(List.of("1,2,3", 10L, "x!"), result("""
                local channel = require("channel")
                local ask, answer = channel.new(), channel.new()
                coroutine.spawn(function()
                  while true do answer:send(ask:receive()) end
                end)
                local function echo(value)
                  ask:send(value)
                  return (answer:receive())
                end
                local list, seen = {3, 1, 2}, channel.new(1)
                coroutine.spawn(function()
                  table.sort(list, function(a, b) return echo(a) < echo(b) end)
                  local total = 0
                  for n in coroutine.wrap(function() for i = 1, 4 do coroutine.yield(echo(i)) end end) do
                    total = total + n
                  end
                  local text = ("x"):gsub("x", function(x) return echo(x .. "!") end)
                  seen:send({table.concat(list, ","), total, text})
                end)
                return (seen:receive())
                """));
    }

    @Test
    void select_takes_what_is_ready_and_otherwise_the_default_or_the_time_out() {
        assertEquals(List.of("default", "b", 7L, "time out"), result("""
                local channel, time = require("channel"), require("time")
                local a, b = channel.new(), channel.new(1)
                local got = {}
                local first = channel.select({a:case_receive(), b:case_receive(), default = true})
                got[1] = first.default and "default"
                b:send(7)
                local second = channel.select({a:case_receive(), b:case_receive()})
                got[2], got[3] = second.channel == b and "b", second.value
                local late = time.after("10ms")
                local third = channel.select({a:case_receive(), b:case_receive(), late:case_receive()})
                got[4] = third.channel == late and "time out"
                return got
                """));
    }

    @Test
    void a_ticker_ticks_until_it_is_stopped() {
        assertEquals(3L, result("""
                local time = require("time")
                local ticker, ticks = time.ticker("1ms"), 0
                repeat
                  ticker:channel():receive()
                  ticks = ticks + 1
                until ticks == 3
                ticker:stop()
                return ticks
                """));
    }

    @Test
    void tasks_that_wait_for_one_another_are_told_so() {
        assertEquals(
                "Internal: script.lua:1: all tasks of the process wait for one another",
                Scripts.failure(folder, "require('channel').new():receive()"));
    }

    @Test
    void an_error_in_a_task_ends_the_process() {
        assertEquals(
                "Internal: script.lua:1: no good",
                Scripts.failure(folder,
                        "coroutine.spawn(function() error('no good') end) require('time').sleep('1h')"));
    }

    @Test
    void JSON_keeps_integer_and_float_apart_and_refuses_what_it_has_not() {
        assertEquals(
                List.of("[1,1.5,\"a\\\"b\",true,{\"k\":[]}]", 9007199254740993L, 2.0, "Invalid",
                        "not JSON: at character 2 stands '}', and not a value"),
                result("""
                        local json = require("json")
                        local decoded = json.decode('{"a": [9007199254740993, 2.0, null], "b": "\\\\u00e4"}')
                        local _, nan = json.encode(0/0)
                        local _, wrong = json.decode("[}")
                        assert(decoded.b == "\\u{e4}")
                        return {json.encode({1, 1.5, 'a"b', true, {k = {}}}), decoded.a[1], decoded.a[2], nan:kind(),
                            wrong:message()}
                        """));
    }

    @Test
    void a_variable_is_found_by_its_name_or_its_id() {
        try (var scripts = new Scripts(folder)) {
            scripts.entry("""
                      - {name: settings, kind: env.storage.static, values: {API_URL: "http://x"}}
                      - {name: url, kind: env.variable, variable: API_URL, storage: settings}
                    """);
            scripts.add("script", """
                    local env = require("env")
                    local _, err = env.get("NOTHING")
                    return {env.get("API_URL"), env.get("app:url"), err:kind()}
                    """);
            assertEquals(List.of("http://x", "http://x", "NotFound"), scripts.value("script"));
        }
    }

    @Test
    void a_library_is_imported_by_an_alias_and_runs_once() {
        try (var scripts = new Scripts(folder)) {
            scripts.write("list.lua",
                    "loaded = (loaded or 0) + 1\nlocal m = require('maths')\nreturn {twice = m.twice}");
            scripts.write("maths.lua", "loaded = (loaded or 0) + 1\nreturn {twice = function(x) return 2 * x end}");
            scripts.entry("""
                      - {name: list, kind: library.lua, source: file://list.lua, imports: {maths: maths}}
                      - {name: maths, kind: library.lua, source: file://maths.lua}
                    """);
            scripts.add(
                    "script",
                    "local list = require('tools')\nassert(require('tools') == list)\nreturn {list.twice(21), loaded}",
                    "imports: {tools: list, m: app:maths}");
            assertEquals(List.of(42L, 2L), scripts.value("script"));
        }
    }

    @Test
    void a_module_that_is_not_there_is_told_at_the_script_s_line() {
        assertEquals(
                "Internal: script.lua:2: there is no module \"socket\" (built in, or among the imports of the entry)",
                Scripts.failure(folder, "\nrequire('socket')"));
    }

    @Test
    void functions_are_called_and_awaited() {
        try (var scripts = new Scripts(folder)) {
            scripts.write("double.lua", "return function(x) return 2 * x end");
            scripts.write("refuse.lua", "return function() return nil, require('errors').new('Conflict', 'busy') end");
            scripts.entry("""
                      - {name: double, kind: function.lua, source: file://double.lua}
                      - {name: refuse, kind: function.lua, source: file://refuse.lua}
                    """);
            scripts.add("script", """
                    local funcs = require("funcs")
                    local first, second = funcs.async("app:double", 1), funcs.async("double", 2)
                    local _, err = funcs.call("app:refuse")
                    local _, missing = funcs.call("app:nobody")
                    return {second:result(), first:channel():receive().value, funcs.call("app:double", 21),
                        err:kind() .. " " .. err:message(), missing:kind()}
                    """);
            assertEquals(List.of(4L, 2L, 42L, "Conflict busy", "NotFound"), scripts.value("script"));
        }
    }

    @Test
    void a_date_is_told_in_UTC_as_Lua_tells_it() {
        assertEquals(
                List.of("Thu Jan  1 00:00:00 1970", "2024-02-29 060 Thursday", "1999-12-31 23:59:59 PM 11 365",
                        "2000-03-01 061", "1969-12-31T23:59:59+0000 %", 2001L, 6L, 252L,
                        "script.lua:6: os.date knows no %Q"),
                result("""
                        local t = os.date("*t", 1000000000 - 1000000000 % 60)
                        return {os.date("!%c", 0), os.date("%F %j %A", 1709164800),
                          os.date("%Y-%m-%d %H:%M:%S %p %I %j", 946684799), os.date("%F %j", 951868800),
                          os.date("%FT%T%z %%", -1), t.year, os.date("*t", 1709251199 + 86400).wday, t.yday,
                          select(2, pcall(function()
                            os.date("%Q") end))}
                        """));
    }

    @Test
    void an_error_that_a_script_made_tells_where() {
        assertEquals(
                List.of(true, ""),
                result("""
                        local errors = require("errors")
                        local function refuse()
                          local err = errors.new("Conflict", "busy")
                          return err
                        end
                        local _, hosts = require("funcs").call("app:nobody")
                        return {refuse():stack():find("script.lua:3: in", 1, true) ~= nil, hosts:stack()}
                        """));
    }

    @Test
    void there_is_no_way_to_files_to_bytecode_or_to_the_debugger() {
        assertEquals(
                Map.of("loaded", "attempt to load a text chunk (mode is 'b')", "globals", List.of()),
                result("""
                        local globals = {}
                        for _, name in ipairs({"dofile", "loadfile", "package", "debug"}) do
                          if _G[name] ~= nil then globals[#globals + 1] = name end
                        end
                        for _, name in ipairs({"execute", "remove", "getenv", "exit", "tmpname"}) do
                          if os[name] ~= nil then globals[#globals + 1] = "os." .. name end
                        end
                        if io.open or io.popen then globals[#globals + 1] = "io.open" end
                        assert(not load(string.dump(function() end)))
                        local _, message = load("return 1", "x", "b")
                        return {loaded = message, globals = globals}
                        """));
    }
}
