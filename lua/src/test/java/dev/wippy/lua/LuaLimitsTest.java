package dev.wippy.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.kernel.Exit;
import dev.wippy.kernel.Failure;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fuel, stack and output of scripts are bounded as those of any guest (SPEC section 4). */
class LuaLimitsTest {
    @TempDir
    Path folder;

    private Exit run(String source, String limits) {
        try (var scripts = new Scripts(folder)) {
            return scripts.add("script", source, "limits: {" + limits + "}").run("script");
        }
    }

    private String failure(String source, String limits) {
        return run(source, limits).failure().map(Failure::toString).orElse("none");
    }

    @Test
    void a_script_that_catches_everything_ends_where_its_fuel_does() {
        assertEquals(
                "Timeout: fuel exhausted: limit 500000",
                failure(
                        "local function loop() while true do end end while true do pcall(loop) end",
                        "max_fuel: 500000"));
    }

    @Test
    void a_script_with_fuel_enough_ends_as_without() {
        assertEquals(42L, run("return 6 * 7", "max_fuel: 100000000").value());
    }

    @Test
    void what_a_script_sends_across_costs_fuel() {
        assertEquals(
                "Timeout: fuel exhausted: limit 200000",
                failure("local s = ('x'):rep(1 << 20) while true do print(s) end", "max_fuel: 200000"));
    }

    @Test
    void past_max_stack_a_script_is_ended_whatever_it_catches() {
        String failure = failure(
                """
                local function through() return (("x"):gsub("x", through)) end
                pcall(through)
                return "caught"
                """,
                "max_stack: 8KiB");
        assertTrue(failure.contains("call stack exhausted"), failure);
    }

    @Test
    void errors_that_are_caught_leave_no_depth_behind() {
        assertEquals(
                10_000L,
                run(
                        """
                        local caught = 0
                        for i = 1, 10000 do
                          if not pcall(function() error("x") end) then caught = caught + 1 end
                        end
                        return caught
                        """,
                        "max_stack: 64KiB").value());
    }

    @Test
    void more_than_max_output_is_not_printed() {
        assertEquals(
                "Unavailable: it wrote more than limits.max_output, which is 1024 bytes",
                failure("while true do pcall(print, ('x'):rep(100)) end", "max_output: 1KiB"));
    }
}
