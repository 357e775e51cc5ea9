package dev.wippy.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wippy.engine.chicory.ChicoryEngine;
import dev.wippy.engine.generate.CutLimits;
import dev.wippy.engine.load.GeneratingEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The core specification's own suite, but for what needs SIMD or memory64. */
class SpecificationTest {

    private static final Pattern OUT_OF_REACH = Pattern.compile("simd_.*|i8x16_.*|i16x8_.*|i32x4_.*|relaxed_.*"
            + "|(address|align|binary_leb128_|bulk|call_indirect|endianness|float_memory|load|memory.*|table.*)64.*");

    @Test
    void the_suite_passes_but_for_the_known_failures() throws IOException {
        run("generated", "/KNOWN_FAILURES", generating(CutLimits.DEFAULT), false);
    }

    @Test
    void the_suite_passes_with_every_function_cut() throws IOException {
        run("generated, functions past 60 bytes cut", "/KNOWN_FAILURES", generating(new CutLimits(60, 40)), false);
    }

    @Test
    void the_suite_passes_with_code_that_counts_fuel() throws IOException {
        run("generated, counting fuel", "/KNOWN_FAILURES", generating(CutLimits.DEFAULT), true);
    }

    @Test
    void the_suite_passes_with_chicory_but_for_the_known_failures() throws IOException {
        run("Chicory", "/KNOWN_FAILURES_CHICORY", chicory(), false);
    }

    private static Engine chicory() {
        return new ChicoryEngine(null, CompileListener.NONE, Long.MAX_VALUE);
    }

    private static Engine generating(CutLimits limits) {
        return new GeneratingEngine(CompileListener.NONE, Long.MAX_VALUE, limits, chicory());
    }

    private static void run(String how, String knownFailures, Engine with, boolean countsFuel) throws IOException {
        Map<String, byte[]> files = Suite.files("core.tar.gz");
        List<String> failures = new ArrayList<>();
        int passed = 0;
        try (Engine engine = with) {
            for (String file : files.keySet()) {
                String name = file.substring(0, file.indexOf('/'));
                if (file.equals(name + "/" + name + ".json") && !OUT_OF_REACH.matcher(name).matches()) {
                    Script script = new Script(engine, name, files, countsFuel);
                    failures.addAll(script.run());
                    passed += script.passed();
                }
            }
        }
        System.out.println("core suite, " + how + ": " + passed + " commands pass, " + failures.size() + " fail");
        Files.write(Path.of("target" + knownFailures), failures);
        TreeSet<String> failing = new TreeSet<>();
        failures.forEach(failure -> failing.add(failure.substring(0, failure.indexOf(' '))));
        TreeSet<String> known = new TreeSet<>();
        try (var in = SpecificationTest.class.getResourceAsStream(knownFailures)) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> known.add(line.split(" ")[0]));
        }
        assertEquals(known, failing);
    }
}
