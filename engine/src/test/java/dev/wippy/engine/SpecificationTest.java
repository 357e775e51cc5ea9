package dev.wippy.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
        Map<String, byte[]> files = Suite.files("core.tar.gz");
        List<String> failures = new ArrayList<>();
        int passed = 0;
        try (Engine engine = Engine.builder().build()) {
            for (String file : files.keySet()) {
                String name = file.substring(0, file.indexOf('/'));
                if (file.equals(name + "/" + name + ".json") && !OUT_OF_REACH.matcher(name).matches()) {
                    Script script = new Script(engine, name, files);
                    failures.addAll(script.run());
                    passed += script.passed();
                }
            }
        }
        System.out.println("core suite: " + passed + " commands pass, " + failures.size() + " fail");
        java.nio.file.Files.write(java.nio.file.Path.of("target/core-failures.txt"), failures);
        TreeSet<String> failing = new TreeSet<>();
        failures.forEach(failure -> failing.add(failure.substring(0, failure.indexOf(' '))));
        TreeSet<String> known = new TreeSet<>();
        try (var in = SpecificationTest.class.getResourceAsStream("/KNOWN_FAILURES")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(known::add);
        }
        assertEquals(known, failing);
    }
}
