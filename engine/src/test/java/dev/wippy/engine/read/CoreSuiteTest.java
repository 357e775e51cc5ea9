package dev.wippy.engine.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wippy.engine.InvalidModuleException;
import dev.wippy.engine.UnsupportedModuleException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class CoreSuiteTest {

    @Test
    void the_core_suites_modules_are_read_or_refused_as_it_says() throws IOException {
        var suite = CoreSuite.find();
        Assumptions.assumeTrue(suite.isPresent());
        var failures = new TreeSet<String>();
        var counts = new TreeMap<String, Integer>();
        for (CoreSuite.Case item : suite.orElseThrow().cases()) {
            String outcome = read(item.module());
            String kind = outcome.startsWith("invalid") ? "invalid" : outcome;
            counts.merge(item.command() + ": " + kind, 1, Integer::sum);
            boolean right = item.isRefused()
                    ? !outcome.equals("valid") && (!kind.equals("invalid") || says(outcome, item.text()))
                    : !kind.equals("invalid");
            if (!right) {
                failures.add(item.name() + " " + item.command() + " \"" + item.text() + "\": " + outcome);
            }
        }
        System.out.println("core suite, modules: " + counts);
        var known = known();
        assertEquals(Set.of(),
                failures.stream().filter(f -> !known.contains(f.split(" ")[0])).collect(Collectors.toSet()),
                "new failures");
        assertEquals(Set.of(), known.stream().filter(k -> failures.stream().noneMatch(f -> f.startsWith(k + " ")))
                .collect(Collectors.toSet()), "these pass now: take them out of KNOWN_FAILURES");
    }

    private static boolean says(String outcome, String text) {
        return outcome.startsWith("invalid: " + text);
    }

    private static String read(byte[] module) {
        try {
            return switch (ModuleValidator.read(module)) {
                case ReadModule.Valid _ -> "valid";
                case ReadModule.NeedsOther(Feature feature, _) -> "needs " + feature.text();
            };
        } catch (UnsupportedModuleException e) {
            return "refused: " + e.getMessage().substring(0, e.getMessage().indexOf(" (function") < 0
                    ? Math.min(30, e.getMessage().length())
                    : e.getMessage().indexOf(" (function"));
        } catch (InvalidModuleException e) {
            return "invalid: " + e.getMessage();
        }
    }

    private static Set<String> known() throws IOException {
        try (var in = CoreSuiteTest.class.getResourceAsStream("KNOWN_FAILURES");
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" ")[0]).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
