package dev.wippy.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wippy.kernel.spi.EntryKind;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.ProcessKind;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ServicesTest {

    @Test
    void the_class_path_and_the_module_path_find_the_same_kinds() throws IOException {
        Map<String, Set<String>> onModulePath = new TreeMap<>();
        try (InputStream descriptor = Files.newInputStream(Path.of("target/classes/module-info.class"))) {
            ModuleDescriptor.read(descriptor)
                    .provides()
                    .forEach(each -> onModulePath.put(each.service(), new TreeSet<>(each.providers())));
        }
        assertEquals(
                Map.of(
                        EntryKind.class.getName(), onClassPath(EntryKind.class),
                        ImportModule.class.getName(), onClassPath(ImportModule.class),
                        ProcessKind.class.getName(), onClassPath(ProcessKind.class)),
                onModulePath);
        assertEquals(7, onModulePath.get(EntryKind.class.getName()).size());
    }

    private static Set<String> onClassPath(Class<?> service) {
        Set<String> found = new TreeSet<>();
        ServiceLoader.load(service).forEach(each -> found.add(each.getClass().getName()));
        return found;
    }
}
