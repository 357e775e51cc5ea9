package dev.wippy.wasi.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wippy.component.bind.WitFunction;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.test.JavaGuest;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModulesTest {
    private static final List<ImportModule> MODULES =
            List.of(new IoModule(), new ClocksModule(), new RandomModule());

    private final JavaGuest process = JavaGuest.of();

    private Map<String, Object> bound() {
        var bound = new LinkedHashMap<String, Object>();
        Imports imports = new Imports() {
            @Override
            public void bind(String name, Object implementation, MethodHandles.Lookup lookup) {
                bound.put(name, implementation);
            }
        };
        MODULES.forEach(module -> module.link(imports, process));
        return bound;
    }

    @Test
    void every_function_that_the_WIT_names_has_a_method() throws Exception {
        var offered = new TreeSet<String>();
        bound().forEach((name, implementation) -> Stream.of(implementation.getClass().getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(WitFunction.class))
                .forEach(method -> offered.add(name + " " + method.getAnnotation(WitFunction.class).value())));
        try (var list = ModulesTest.class.getResourceAsStream("functions.txt")) {
            var named = new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            assertEquals(new TreeSet<>(named), offered);
        }
    }

    @Test
    void every_interface_that_is_promised_is_bound() {
        var promised = MODULES.stream().flatMap(module -> module.interfaces().stream()).toList();
        assertEquals(promised, List.copyOf(bound().keySet()));
    }

    @Test
    void they_are_known_by_the_names_that_entries_write() {
        assertEquals(
                List.of("wasi:io [wasi:poll] brings [wasi:clocks]", "wasi:clocks [] brings []",
                        "wasi:random [] brings []"),
                MODULES.stream()
                        .map(module -> module.name() + " " + module.aliases() + " brings " + module.brings())
                        .toList());
    }

    /** Those of WASI, and the one that goes with the kernel's {@code process}. */
    private static List<String> provided() {
        return Stream.concat(MODULES.stream(), Stream.of(new MailboxPollModule()))
                .map(module -> module.getClass().getName())
                .toList();
    }

    @Test
    void they_are_found_on_the_class_path() {
        var found = ServiceLoader.load(ImportModule.class).stream()
                .map(provider -> provider.type().getName())
                .filter(name -> name.startsWith("dev.wippy.wasi.io."))
                .toList();
        assertEquals(provided(), found);
    }

    @Test
    void they_are_found_on_the_module_path() throws Exception {
        try (var descriptor = descriptor()) {
            var provides = ModuleDescriptor.read(descriptor).provides().stream()
                    .filter(each -> each.service().equals(ImportModule.class.getName()))
                    .flatMap(each -> each.providers().stream())
                    .toList();
            assertEquals(provided(), provides);
        }
    }

    /** The descriptor that stands beside the module's classes; other jars on the class path have one too. */
    private static InputStream descriptor() throws Exception {
        var classes = IoModule.class.getProtectionDomain().getCodeSource().getLocation();
        return classes.toURI().resolve("module-info.class").toURL().openStream();
    }
}
