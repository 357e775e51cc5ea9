package dev.wippy.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What has to be said twice is said alike. */
class PomsTest {
    private static final Pattern VERSION = Pattern.compile("<([a-z0-9.-]+[.]version)>([^<$]+)</");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(wippy-[a-z0-9-]+)</artifactId>");

    private static Map<String, String> versions(String pom) throws IOException {
        var versions = new TreeMap<String, String>();
        VERSION.matcher(Files.readString(Build.ROOT.resolve(pom)))
                .results()
                .forEach(each -> versions.put(each.group(1), each.group(2)));
        return versions;
    }

    @Test
    void the_examples_have_the_versions_of_the_top_pom() throws IOException {
        Map<String, String> expected = versions("pom.xml");
        expected.put("wippy.version", Build.VERSION);
        for (String example : new String[]{"examples/embed/pom.xml", "examples/plugin/pom.xml"}) {
            var other = versions(example);
            other.entrySet().removeIf(each -> each.getValue().equals(expected.get(each.getKey())));
            assertEquals(Map.of(), other, example);
        }
    }

    @Test
    void the_bom_has_each_module_that_others_use() throws IOException {
        var modules = new TreeSet<String>();
        try (var folders = Files.list(Build.ROOT)) {
            for (Path each : folders.filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
                    .toList()) {
                modules.add("wippy-" + each.getFileName().toString().replace("testkit", "test"));
            }
        }
        // Programs, which nobody builds on.
        modules.remove("wippy-distribution");
        modules.remove("wippy-bench");
        modules.add("wippy-bom");
        var listed = new TreeSet<String>();
        ARTIFACT.matcher(Files.readString(Build.ROOT.resolve("bom/pom.xml")))
                .results()
                .forEach(each -> listed.add(each.group(1)));
        assertEquals(modules, listed);
    }
}
