package dev.wippy.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.engine.generate.CutLimits;
import dev.wippy.engine.load.GeneratingEngine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What traps tell of where they happened. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TraceTest {

    /** {@code (drop (i32.const 1234567))}, which stands before what the tests look for. */
    private static final String MARK = "\u0041\u0087\u00AD\u00CB\u0000\u001A";
    private static final int TRAPS = 100_000;

    static List<CutLimits> limits() {
        return List.of(CutLimits.DEFAULT, new CutLimits(60, 40));
    }

    private static Engine engine(CutLimits limits) {
        return new GeneratingEngine(CompileListener.NONE, Long.MAX_VALUE, limits,
                Engine.builder().chicoryAlone().build());
    }

    /** What is behind each mark. */
    private static List<Integer> marks(byte[] module) {
        String text = new String(module, StandardCharsets.ISO_8859_1);
        List<Integer> marks = new ArrayList<>();
        for (int at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + 1)) {
            marks.add(at + MARK.length());
        }
        return marks;
    }

    @ParameterizedTest
    @MethodSource("limits")
    void the_hundred_thousandth_trap_of_a_hot_function_still_names_functions_and_offsets(CutLimits limits) {
        byte[] module = Wat.binary("""
                (module (memory 1) (table 1 funcref) (type $t (func))
                  (func $kinds (param $a i32) (param $b i32) (local $kind i32)
                    (local.set $kind (i32.and (local.get $a) (i32.const 7)))
                    (block $4 (block $3 (block $2 (block $1 (block $0
                      (br_table $0 $1 $2 $3 $4 (local.get $kind)))
                      (drop (local.get $a)) (drop (i32.const 1234567)) (drop (i32.div_s (i32.const 1) (local.get $b))) (return))
                      (drop (i32.const 1234567)) (drop (i32.load (local.get $b))) (return))
                      (drop (i32.const 1234567)) (call_indirect (type $t) (local.get $b)) (return))
                      (drop (i32.const 1234567)) (drop (i32.trunc_f64_s (f64.const 1e20))) (return))
                    (drop (i32.const 1234567)) unreachable)
                  (func (export "outer") (param i32 i32)
                    (drop (i32.const 1234567)) (call $kinds (local.get 0) (local.get 1))))
                """);
        // How far the instruction that traps is behind its mark's end, and the operand that makes it trap.
        int[][] kinds = {{4, 0}, {2, 65_536}, {2, 0}, {9, 0}, {0, 0}};
        List<String> messages = List.of("integer divide by zero", "out of bounds memory access",
                "uninitialized element 0", "integer overflow", "unreachable");
        try (Engine engine = engine(limits)) {
            CoreFunction outer = (CoreFunction) engine.compile(module).instantiate(List.of(), Guests.budget())
                    .export("outer").orElseThrow();
            List<Integer> marks = marks(module);
            for (int kind = 0; kind < kinds.length; kind++) {
                int operand = kinds[kind][1];
                int what = kind;
                Trap last = null;
                for (int i = 0; i < TRAPS; i++) {
                    last = assertThrows(Trap.class, () -> outer.call(what, operand));
                }
                assertEquals(messages.get(kind), last.getMessage());
                assertEquals(List.of(new WasmFrame("func[0]", 0, marks.get(kind) + kinds[kind][0]),
                        new WasmFrame("outer", 1, marks.getLast() + 4)),
                        last.frames());
            }
        }
    }
}
