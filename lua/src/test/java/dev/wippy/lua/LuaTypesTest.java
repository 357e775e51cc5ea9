package dev.wippy.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources with Wippy's type annotations. */
class LuaTypesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "local x: number = 1 | local x         = 1",
        "local a: {b: string?}, c: T.U<V> = 1, 2 | local a              , c         = 1, 2",
        "local function f(a: A, ...: any): (B, C) end | local function f(a   , ...     )         end",
        "return (x :: any).y | return (x       ).y",
        "for i: number, v: T in p do end | for i        , v    in p do end",
        "function m.f<T>(x: T) end | function m.f   (x   ) end",
        "local f: (number) -> string? = g | local f                      = g",
        "local s = 'a: b' --[[ x: T ]] | local s = 'a: b' --[[ x: T ]]",
    })
    void types_become_spaces(String source, String stripped) {
        assertEquals(stripped, LuaTypes.strip(source));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "a:b() c = d:e 'x'",
        "goto done ::done:: x = y",
        "x = type\nP = 3",
        "local t <const>, u <close> = 1, nil",
        "local s = [==[ x: T ]] ]==] .. 1..2",
        "",
        "\"",
        "function",
        "local x:",
        "type P = {",
    })
    void what_has_no_types_stays_as_it_is_and_nothing_is_read_past_the_end(String source) {
        assertEquals(source.length(), LuaTypes.strip(source).length());
    }

    @Test
    void a_script_with_types_runs_and_its_errors_have_their_lines() {
        String source = """
                type Point = {
                  x: number,
                  y: number,
                }
                export type Names = "a" | "b"

                local function add(a: Point, b: Point?): Point
                  local other = b :: Point
                  return {x = a.x + other.x, y = a.y + other.y}
                end
                local sum: Point = add({x = 1, y = 2}, {x = 10, y = 20})
                """;
        assertEquals(List.of(11L, 22L), Scripts.result(folder, source + "return {sum.x, sum.y}"));
        assertEquals("Internal: script.lua:12: here", Scripts.failure(folder, source + "error('here')"));
    }
}
