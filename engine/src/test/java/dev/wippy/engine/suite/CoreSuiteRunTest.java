package dev.wippy.engine.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.dylibso.chicory.wabt.Wat2Wasm;
import dev.wippy.engine.Budget;
import dev.wippy.engine.CompileListener;
import dev.wippy.engine.CoreInstance;
import dev.wippy.engine.Engine;
import dev.wippy.engine.chicory.ChicoryEngine;
import dev.wippy.engine.generate.CutLimits;
import dev.wippy.engine.load.GeneratingEngine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The core suite through our own engine. */
class CoreSuiteRunTest {
    /** What the scripts import, without printing. */
    private static final String SPECTEST = """
            (module
              (func (export "print"))
              (func (export "print_i32") (param i32))
              (func (export "print_i64") (param i64))
              (func (export "print_f32") (param f32))
              (func (export "print_f64") (param f64))
              (func (export "print_i32_f32") (param i32 f32))
              (func (export "print_f64_f64") (param f64 f64))
              (global (export "global_i32") i32 (i32.const 666))
              (global (export "global_i64") i64 (i64.const 666))
              (global (export "global_f32") f32 (f32.const 666.6))
              (global (export "global_f64") f64 (f64.const 666.6))
              (table (export "table") 10 20 funcref)
              (memory (export "memory") 1 2))
            """;

    @Test
    void the_core_suite_runs_as_it_says() throws Exception {
        run("in whole functions", CutLimits.DEFAULT);
    }

    @Test
    void the_core_suite_runs_as_it_says_with_every_function_cut() throws Exception {
        run("with functions past 60 bytes cut", new CutLimits(60, 40));
    }

    private static void run(String how, CutLimits limits) throws IOException {
        var suite = Archive.find();
        Assumptions.assumeTrue(suite.isPresent());
        var failures = new TreeMap<String, String>();
        int passed = 0;
        Engine chicory = new ChicoryEngine(null, CompileListener.NONE, Long.MAX_VALUE);
        try (Engine engine = new GeneratingEngine(CompileListener.NONE, Long.MAX_VALUE, limits, chicory)) {
            for (String name : suite.get().scripts()) {
                CoreInstance spectest = engine.compile(Wat2Wasm.parse(SPECTEST)).instantiate(List.of(),
                        Budget.of(Budget.UNBOUNDED, Budget.UNBOUNDED));
                Script script = new Script(engine, suite.get(), name, spectest);
                script.run();
                passed += script.passed;
                failures.putAll(script.failures);
            }
        }
        Set<String> known = known();
        System.out.println("core suite " + how + ": " + passed + " commands pass, "
                + failures.keySet().stream().filter(known::contains).count() + " are known to fail");
        assertEquals(Map.of(), without(failures, known), "new failures");
        assertEquals(Set.of(), known.stream().filter(k -> !failures.containsKey(k)).collect(Collectors.toSet()),
                "these pass now: take them out of KNOWN_FAILURES");
    }

    private static Map<String, String> without(Map<String, String> failures, Set<String> known) {
        Map<String, String> rest = new TreeMap<>(failures);
        rest.keySet().removeAll(known);
        return rest;
    }

    /** The commands that are known to fail: script and line, and why. */
    private static Set<String> known() throws IOException {
        try (var in = CoreSuiteRunTest.class.getResourceAsStream("KNOWN_FAILURES");
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" ")[0]).collect(Collectors.toSet());
        }
    }
}
