package dev.wippy.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code examples/plugin}: built as whoever copies it does, its own tests included, then used in each way there is. */
@Timeout(300)
class PluginExampleTest {
    private static final Path APP = Build.ROOT.resolve("examples/plugin/app");
    private static final String MAIN = "dev.wippy.distribution.Main";
    private static final String SERVICE = "META-INF/services/dev.wippy.kernel.spi.ImportModule";
    private static final Ran WELCOME = Ran.printed("Welcome, Ada!\n");

    @TempDir
    static Path folder;

    private static Path jar;

    @BeforeAll
    static void build_the_plugin_and_run_its_tests() throws Exception {
        Path project = Build.copy(Build.ROOT.resolve("examples/plugin"), folder.resolve("plugin"));
        Ran ran = Build.maven(project, "package");
        assertEquals(0, ran.exitCode(), ran::toString);
        jar = project.resolve("target/greeter-1.0.jar");
        Path report = project.resolve("target/surefire-reports/TEST-acme.greeter.GreeterTest.xml");
        assertTrue(Files.readString(report).contains("errors=\"0\""), "the tests of the plugin ran");
    }

    private static Ran java(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseCompactObjectHeaders", "-Xss4m"));
        command.addAll(List.of(words));
        command.addAll(List.of("-C", APP.toString(), "run", "welcome", "7"));
        return Ran.of(folder, caches(), command);
    }

    private static Map<String, String> caches() {
        return Map.of(
                "XDG_CACHE_HOME", folder.resolve("cache").toString(), "WIPPY_JAVA", System.getProperty("java.home")
                        + "/bin/java");
    }

    private static Ran wippy(Path home, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(home.resolve("bin/wippy").toString(), "-C", APP.toString()));
        command.addAll(List.of(words));
        return Ran.of(folder, caches(), command);
    }

    /** The plugin without one of its files. */
    private static Path without(String file) throws IOException {
        Path copy = Files.createTempDirectory(folder, "without").resolve("greeter.jar");
        try (var from = new JarFile(jar.toFile());
                var to = new JarOutputStream(Files.newOutputStream(copy))) {
            for (var each : java.util.Collections.list(from.entries())) {
                if (!each.getName().equals(file)) {
                    to.putNextEntry(new java.util.jar.JarEntry(each.getName()));
                    from.getInputStream(each).transferTo(to);
                }
            }
        }
        return copy;
    }

    @Test
    void on_the_class_path_it_is_found_by_META_INF_services() throws Exception {
        Path plugin = without("module-info.class");
        assertEquals(WELCOME, java("--enable-native-access=ALL-UNNAMED", "-cp", Build.HOME + "/lib/*"
                + File.pathSeparator + plugin, MAIN));
    }

    @Test
    void on_the_module_path_it_is_found_by_its_descriptor() throws Exception {
        Path plugin = without(SERVICE);
        assertEquals(
                WELCOME,
                java("--enable-native-access=dev.wippy.registry", "-p", Build.HOME + "/lib" + File.pathSeparator
                        + plugin, "-m", "dev.wippy.distribution/" + MAIN));
    }

    @Test
    void dropped_into_the_installation_it_is_found() throws Exception {
        Path home = Build.copy(Build.HOME, folder.resolve("home"));
        Files.createDirectories(home.resolve("plugins"));
        Files.copy(jar, home.resolve("plugins/greeter.jar"));
        assertEquals(WELCOME, wippy(home, "run", "welcome", "7"));
    }

    @Test
    void it_is_found_in_the_folder_that_the_command_line_names() throws Exception {
        assertEquals(
                WELCOME, wippy(Build.HOME, "run", "--plugins", jar.getParent().toString(), "welcome", "7"));
    }

    @Test
    void it_is_listed_with_what_it_offers() throws Exception {
        assertEquals(
                Ran.printed(jar + "  " + version() + "  import acme:greeter\n"),
                wippy(Build.HOME, "plugins", "--plugins", jar.getParent().toString()));
    }

    private static String version() throws IOException {
        try (var file = new JarFile(jar.toFile());
                var module = file.getInputStream(file.getEntry("module-info.class"))) {
            return java.lang.module.ModuleDescriptor.read(module).rawVersion().orElse("no version");
        }
    }

    @Test
    void without_it_the_app_says_what_it_lacks() throws Exception {
        Ran ran = wippy(Build.HOME, "run", "welcome", "7");
        assertEquals(3, ran.exitCode());
        assertTrue(ran.error().contains("unsupported wasm host import: acme:greeter (there are: "), ran::toString);
    }

    @Test
    void what_only_looks_at_the_app_does_without_it() throws Exception {
        Ran list = wippy(Build.HOME, "run", "list");
        assertEquals(Ran.printed("welcome  Greet the user with a number  visit:welcome\n"), list);
        assertEquals(0, wippy(Build.HOME, "hash").exitCode());
        Ran inspect = wippy(Build.HOME, "inspect", "wasm/visitor.wasm");
        assertTrue(inspect.output().contains("not offered: acme:greeter/api@1.0.0"), inspect::toString);
    }

    @Test
    void the_readme_shows_what_it_is_made_of() throws Exception {
        Path sources = Build.ROOT.resolve("examples/plugin/src/main/java/acme/greeter");
        Snippets.assertShown(
                "README.md",
                Files.readString(sources.resolve("Greeter.java")),
                Files.readString(sources.resolve("GreeterApi.java")));
    }
}
