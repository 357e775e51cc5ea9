package dev.wippy.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.engine.Guests.Killed;
import dev.wippy.engine.generate.CutLimits;
import dev.wippy.engine.load.GeneratingEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How deep a guest calls is counted, the same in whole functions and in cut ones, and bounded. */
class StackBoundTest {
    /** A frame of the guest's functions: each has one parameter, and no local. */
    private static final int FRAME = 64 + 8;

    private static final class Bounded extends Fuel {
        Bounded(long maxStack) {
            super(Long.MAX_VALUE, maxStack);
        }

        @Override
        protected Unwind exhausted() {
            return new Killed();
        }
    }

    private static byte[] guest() {
        try {
            return Files.readAllBytes(Path.of("src/test/guests/depth.wasm"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static List<CutLimits> limits() {
        return List.of(CutLimits.DEFAULT, new CutLimits(1, 10));
    }

    /** Calls a function of a guest that may be so many frames deep; it has to be as deep afterwards as before. */
    private static long[] call(CutLimits limits, int frames, String function, long argument) {
        Engine chicory = Engine.builder().chicoryAlone().build();
        Bounded fuel = new Bounded((long) frames * FRAME);
        try (Engine engine = new GeneratingEngine(CompileListener.NONE, Long.MAX_VALUE, limits, chicory)) {
            CoreInstance[] instance = new CoreInstance[1];
            CoreFunction back = CoreFunction.host(
                    new CoreExternType.Function(List.of(CoreType.I32), List.of()), arguments -> {
                        assertThrows(Trap.class, () -> Guests.function(instance[0], "throws").call(arguments));
                        return new long[0];
                    });
            instance[0] = engine.compile(guest()).instantiate(List.of(back), Guests.budget(), fuel);
            try {
                return Guests.function(instance[0], function).call(argument);
            } finally {
                assertEquals(0, fuel.depth());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("limits")
    void a_guest_may_be_as_deep_as_its_bound_and_no_deeper(CutLimits limits) {
        assertArrayEquals(new long[]{99}, call(limits, 100, "down", 99));
        Trap trap = assertThrows(Trap.class, () -> call(limits, 100, "down", 100));
        assertEquals("call stack exhausted", trap.getMessage());
    }

    @ParameterizedTest
    @MethodSource("limits")
    void frames_that_an_exception_has_left_count_no_more(CutLimits limits) {
        assertArrayEquals(new long[0], call(limits, 7, "catches", 100));
        assertThrows(Trap.class, () -> call(limits, 6, "catches", 100));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void a_tail_call_is_no_deeper(CutLimits limits) {
        assertArrayEquals(new long[0], call(limits, 2, "tail", 10_000));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void frames_that_a_host_function_has_caught_something_out_of_count_no_more(CutLimits limits) {
        assertArrayEquals(new long[0], call(limits, 8, "host-catches", 100));
    }
}
