package dev.wippy.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.kernel.spi.ImportModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins as jars: compiled here, packed, and given to a kernel. */
class PluginJarTest {
    private static final String SERVICE = "META-INF/services/dev.wippy.kernel.spi.ImportModule";

    @TempDir
    Path folder;

    private static String module(String name) {
        return module(name, "");
    }

    /** @param extra more members of the class */
    private static String module(String name, String extra) {
        return """
                package acme;
                import dev.wippy.kernel.spi.*;
                public final class Plugin implements ImportModule {
                    public String name() { return "%s"; }
                    public java.util.List<String> interfaces() { return java.util.List.of(); }
                    public void link(Imports imports, ProcessContext process) {}
                    %s
                }
                """.formatted(name, extra);
    }

    private Path jar(String name, String source, Map<String, String> texts) throws IOException {
        Path work = Files.createTempDirectory(folder, "plugin");
        Path file = Files.writeString(work.resolve("Plugin.java"), source);
        int failed = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "-proc:none",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "-d",
                        work.toString(),
                        file.toString());
        assertEquals(0, failed, "javac");
        Path jar = folder.resolve(name);
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(work.resolve("acme"))) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry("acme/" + each.getFileName()));
                Files.copy(each, out);
            }
            for (var text : texts.entrySet()) {
                out.putNextEntry(new JarEntry(text.getKey()));
                out.write(text.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private Path plugin(String file, String name) throws IOException {
        return jar(file, module(name), Map.of(SERVICE, "acme.Plugin\n"));
    }

    private static Kernel kernel(Path... jars) {
        var builder = Kernel.builder();
        List.of(jars).forEach(builder::plugin);
        return builder.build();
    }

    private static KernelException refused(Path... jars) {
        return assertThrows(KernelException.class, () -> kernel(jars).close());
    }

    private static List<ImportModule> plugins(Kernel kernel) {
        var all = new ArrayList<>(kernel.importModules());
        all.removeIf(module -> !module.getClass().getName().equals("acme.Plugin"));
        return all;
    }

    @Test
    void each_plugin_has_a_class_loader_of_its_own() throws IOException {
        try (var kernel = kernel(plugin("one.jar", "acme:one"), plugin("two.jar", "acme:two"))) {
            var found = plugins(kernel);
            assertEquals(
                    List.of("acme:one", "acme:two"),
                    found.stream().map(ImportModule::name).toList());
            assertNotSame(found.getFirst().getClass(), found.getLast().getClass());
            assertEquals(
                    "plugin one.jar", found.getFirst().getClass().getClassLoader().getName());
        }
    }

    @Test
    void two_plugins_with_one_name_are_refused_by_the_names_of_their_jars() throws IOException {
        Path one = plugin("one.jar", "acme:same");
        Path two = plugin("two.jar", "acme:same");
        assertEquals(
                "two import modules have the name acme:same: acme.Plugin in " + one.toUri().toURL()
                        + " and acme.Plugin in " + two.toUri().toURL(),
                refused(one, two).getMessage());
    }

    @Test
    void a_jar_that_is_not_there_is_named() {
        Path missing = folder.resolve("missing.jar");
        assertEquals("plugin " + missing + " is not there", refused(missing).getMessage());
    }

    @Test
    void a_file_that_is_no_jar_is_named() throws IOException {
        Path text = Files.writeString(folder.resolve("text.jar"), "this is no jar");
        String message = refused(text).getMessage();
        assertTrue(message.startsWith("plugin " + text + " can't be read as a jar: "), message);
    }

    @Test
    void a_jar_that_lists_no_provider_is_named() throws IOException {
        Path jar = jar("empty.jar", module("acme:empty"), Map.of());
        assertEquals(
                "plugin " + jar + " offers nothing: it has none of the files " + SERVICE
                        + ", META-INF/services/dev.wippy.kernel.spi.EntryKind"
                        + ", META-INF/services/dev.wippy.kernel.spi.ProcessKind",
                refused(jar).getMessage());
    }

    @Test
    void a_jar_that_lists_a_class_that_it_lacks_is_named() throws IOException {
        Path jar = jar("lacking.jar", module("acme:lacking"), Map.of(SERVICE, "acme.Missing\n"));
        assertEquals(
                "plugin " + jar + " does not load: java.util.ServiceConfigurationError:"
                        + " dev.wippy.kernel.spi.ImportModule: Provider acme.Missing not found",
                refused(jar).getMessage());
    }

    @Test
    void a_jar_whose_provider_fails_when_it_is_made_is_named() throws IOException {
        Path jar = jar(
                "throwing.jar",
                module("acme:throwing", "public Plugin() { throw new IllegalStateException(\"no licence\"); }"),
                Map.of(SERVICE, "acme.Plugin\n"));
        assertEquals(
                "plugin " + jar + " does not load: dev.wippy.kernel.spi.ImportModule: Provider acme.Plugin could not be"
                        + " instantiated: java.lang.IllegalStateException: no licence",
                refused(jar).getMessage());
    }

    @Test
    void a_jar_that_lacks_a_class_it_uses_is_named() throws IOException {
        Path whole = jar(
                "whole.jar",
                module("acme:half", "public Plugin() { Other.call(); }")
                        + "final class Other { static void call() {} }",
                Map.of(SERVICE, "acme.Plugin\n"));
        Path half = without(whole, "acme/Other.class");
        assertEquals(
                "plugin " + half
                        + " does not load: dev.wippy.kernel.spi.ImportModule: Provider acme.Plugin could not be"
                        + " instantiated: java.lang.NoClassDefFoundError: acme/Other",
                refused(half).getMessage());
    }

    @Test
    void a_plugin_that_was_compiled_for_another_version_is_named() throws IOException {
        // What it calls at once, as if this version did not have it any more.
        Path jar = jar(
                "old.jar",
                module("acme:old").replace("return java.util.List.of()", "return Old.interfaces()")
                        + "final class Old { static java.util.List<String> interfaces() { return null; } }",
                Map.of(SERVICE, "acme.Plugin\n"));
        Path old = without(jar, "acme/Old.class");
        assertEquals(
                "plugin " + old + " does not load: java.lang.NoClassDefFoundError: acme/Old",
                refused(old).getMessage());
    }

    @Test
    void a_refused_plugin_closes_the_jars_before_it() throws IOException {
        String property = "wippy.test.refused";
        Path good = jar(
                "good.jar",
                module("acme:good", "public Plugin() { System.getProperties().put(\"" + property
                        + "\", getClass().getClassLoader()); }") + "final class Late {}",
                Map.of(SERVICE, "acme.Plugin\n"));
        Path text = Files.writeString(folder.resolve("text.jar"), "this is no jar");
        refused(good, text);
        var loader = (ClassLoader) System.getProperties().remove(property);
        assertThrows(ClassNotFoundException.class, () -> loader.loadClass("acme.Late"));
    }

    @Test
    void a_closed_kernel_has_closed_its_plugins() throws IOException {
        Path jar = jar("late.jar", module("acme:late") + "final class Late {}", Map.of(SERVICE, "acme.Plugin\n"));
        var kernel = kernel(jar);
        ClassLoader loader = plugins(kernel).getFirst().getClass().getClassLoader();
        kernel.close();
        assertThrows(ClassNotFoundException.class, () -> loader.loadClass("acme.Late"));
    }

    private Path without(Path jar, String entry) throws IOException {
        Path copy = folder.resolve("without.jar");
        try (var from = new JarFile(jar.toFile());
                var to = new JarOutputStream(Files.newOutputStream(copy))) {
            for (var each : Collections.list(from.entries())) {
                if (!each.getName().equals(entry)) {
                    to.putNextEntry(new JarEntry(each.getName()));
                    from.getInputStream(each).transferTo(to);
                }
            }
        }
        return copy;
    }
}
