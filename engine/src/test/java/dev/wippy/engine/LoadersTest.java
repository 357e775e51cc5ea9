package dev.wippy.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The engine where it is not on the class path: as a named module, and in a loader of a plugin's. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoadersTest {
    private static final String PROGRAM = """
            package plugin;

            import dev.wippy.engine.*;
            import java.nio.file.*;
            import java.util.List;

            public final class Program {
                public static String run(String folder, String module) throws Exception {
                    Engine.Builder builder = Engine.builder().cacheDirectory(Path.of(folder)).completeCache(false);
                    try (Engine engine = builder.build()) {
                        CoreFunction host = CoreFunction.host(
                                new CoreExternType.Function(List.of(CoreType.I64), List.of()), _ -> new long[0]);
                        CoreInstance instance = engine.compile(Files.readAllBytes(Path.of(module)))
                                .instantiate(List.of(host), Budget.of(64 << 20, 10_000));
                        long answer = ((CoreFunction) instance.export("b").orElseThrow()).call()[0];
                        CompileStatistics.Classes classes = engine.statistics().classes();
                        return Engine.class.getModule().getName() + ": " + answer + ", " + classes.made() + " made, "
                                + classes.loaded() + " loaded";
                    }
                }

                public static void main(String[] arguments) throws Exception {
                    System.out.println(run(arguments[0], arguments[1]));
                }
            }
            """;
    /** State, a function object, two types of which the host's has two classes, and two groups. */
    private static final int CLASSES = 7;

    @TempDir
    Path temporary;

    private Path folder;
    private Path module;

    @BeforeEach
    void files() throws IOException {
        folder = temporary.toRealPath().resolve("code");
        module = Files.write(temporary.resolve("module.wasm"), CachedRun.MODULE);
    }

    /** The engine's own class files and what it needs: the jars and folders that this test runs from. */
    private static List<Path> engine() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of)
                .filter(path -> path.endsWith("engine/target/classes") || path.toString().contains("dylibso")
                        || path.toString().contains("/asm"))
                .toList();
    }

    private static String path() {
        return String.join(File.pathSeparator, engine().stream().map(Path::toString).toList());
    }

    private Path compile(String option, String descriptor) throws IOException {
        List<String> words = new ArrayList<>(List.of(option, path(), "-d", temporary.resolve("classes").toString(),
                Files.writeString(temporary.resolve("Program.java"), PROGRAM).toString()));
        if (!descriptor.isEmpty()) {
            words.add(Files.writeString(temporary.resolve("module-info.java"), descriptor).toString());
        }
        var said = new StringWriter();
        int code = ToolProvider.findFirst("javac").orElseThrow().run(new PrintWriter(said), new PrintWriter(said),
                words.toArray(String[]::new));
        assertEquals(0, code, said::toString);
        return temporary.resolve("classes");
    }

    private String asModule(Path classes) throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-p", classes + File.pathSeparator + path(), "-m", "plugin/plugin.Program", folder.toString(),
                module.toString()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    @Test
    void on_the_module_path_it_runs_from_a_cold_cache_and_from_a_warm_one() throws Exception {
        Path classes = compile("-p", "module plugin { requires dev.wippy.engine; }");
        assertEquals("dev.wippy.engine: 33, " + CLASSES + " made, 0 loaded\n", asModule(classes));
        assertEquals("dev.wippy.engine: 33, 0 made, " + CLASSES + " loaded\n", asModule(classes));
    }

    /** In a loader of its own each time, which knows nothing of the engine that this test has. */
    private String inPlugin(Path classes) throws Exception {
        List<URL> places = new ArrayList<>(List.of(classes.toUri().toURL()));
        for (Path each : engine()) {
            places.add(each.toUri().toURL());
        }
        try (var loader = new URLClassLoader(places.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            return String.valueOf(loader.loadClass("plugin.Program").getMethod("run", String.class, String.class)
                    .invoke(null, folder.toString(), module.toString()));
        }
    }

    @Test
    void in_the_loader_of_a_plugin_it_runs_from_a_cold_cache_and_from_a_warm_one() throws Exception {
        Path classes = compile("-cp", "");
        assertEquals("null: 33, " + CLASSES + " made, 0 loaded", inPlugin(classes));
        assertEquals("null: 33, 0 made, " + CLASSES + " loaded", inPlugin(classes));
    }
}
