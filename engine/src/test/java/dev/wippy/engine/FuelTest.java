package dev.wippy.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.engine.Guests.Killed;
import dev.wippy.engine.generate.CutLimits;
import dev.wippy.engine.load.GeneratingEngine;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fuel is the same number in whole functions and in cut ones. */
class FuelTest {
    private static final String GUEST = """
            (module (memory 1) (table 16 funcref)
              (func $leaf)
              (func (export "calls") (call $leaf) (call $leaf))
              (func (export "loop") (param i32)
                (loop $l
                  (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
                  (br_if $l (i32.gt_s (local.get 0) (i32.const 0)))))
              (func (export "table") (param i32)
                (loop $l
                  (block $b
                    (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
                    (br_table $b $l (i32.gt_s (local.get 0) (i32.const 0))))))
              (func (export "fill") (param i32) (memory.fill (i32.const 0) (i32.const 1) (local.get 0)))
              (func (export "elements") (table.fill (i32.const 0) (ref.null func) (i32.const 9))))
            """;

    private static final class Tank extends Fuel {
        Tank(long limit) {
            super(limit);
        }

        @Override
        protected Unwind exhausted() {
            return new Killed();
        }
    }

    static List<CutLimits> limits() {
        return List.of(CutLimits.DEFAULT, new CutLimits(1, 10));
    }

    private static Tank spend(CutLimits limits, long limit, String function, long... arguments) {
        Engine chicory = Engine.builder().chicoryAlone().build();
        Tank tank = new Tank(limit);
        try (Engine engine = new GeneratingEngine(CompileListener.NONE, Long.MAX_VALUE, limits, chicory)) {
            CoreInstance instance = engine.compile(Wat.binary(GUEST)).instantiate(List.of(), Guests.budget(), tank);
            CoreFunction called = Guests.function(instance, function);
            if (limit < 1_000) {
                assertThrows(Killed.class, () -> called.call(arguments));
            } else {
                called.call(arguments);
            }
        }
        return tank;
    }

    @ParameterizedTest
    @MethodSource("limits")
    void entries_loops_and_bulk_work_cost_what_the_specification_says(CutLimits limits) {
        assertArrayEquals(new long[]{3, 10, 10, 1, 2, 3, 3},
                new long[]{spend(limits, 1_000, "calls").spent(), spend(limits, 1_000, "loop", 10).spent(),
                    spend(limits, 1_000, "table", 10).spent(), spend(limits, 1_000, "fill", 0).spent(),
                    spend(limits, 1_000, "fill", 64).spent(), spend(limits, 1_000, "fill", 65).spent(),
                    spend(limits, 1_000, "elements").spent()});
    }

    @ParameterizedTest
    @MethodSource("limits")
    void a_guest_that_needs_more_is_ended_at_the_limit(CutLimits limits) {
        assertEquals(100, spend(limits, 100, "loop", 1_000_000).spent());
    }
}
