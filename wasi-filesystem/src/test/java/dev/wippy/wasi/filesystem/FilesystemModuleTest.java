package dev.wippy.wasi.filesystem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wippy.kernel.spi.FileError;
import dev.wippy.kernel.spi.FileException;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.wasi.io.IoError;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.module.ModuleDescriptor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FilesystemModuleTest {

    /** Notes what is bound. */
    private static final class Bound implements Imports {
        private final Map<String, Object> objects = new LinkedHashMap<>();

        @Override
        public void bind(String name, Object implementation, MethodHandles.Lookup lookup) {
            objects.put(name, implementation);
        }
    }

    @Test
    void there_are_no_preopens() {
        assertEquals(List.of(), new Preopens(List.of()).directories());
    }

    @Test
    void an_entry_that_does_not_declare_it_gets_no_preopens_and_that_no_failure_is_a_files() {
        var bound = new Bound();
        new FilesystemModule().linkUndeclared(bound, null);
        assertEquals(
                Set.of("wasi:filesystem/preopens@0.2.12", "wasi:filesystem/types@0.2.12"), bound.objects.keySet());
        var types = (UndeclaredTypes) bound.objects.get("wasi:filesystem/types@0.2.12");
        assertEquals(Optional.empty(), types.errorCode(IoError.of(new FileException(FileError.IO))));
    }

    @Test
    void it_is_found_on_the_class_path_and_on_the_module_path() throws Exception {
        var found = ServiceLoader.load(ImportModule.class).stream()
                .map(provider -> provider.type().getName())
                .filter(name -> name.startsWith("dev.wippy.wasi.filesystem."))
                .toList();
        assertEquals(List.of(FilesystemModule.class.getName()), found);
        try (var descriptor = descriptor()) {
            var provides = ModuleDescriptor.read(descriptor).provides().stream()
                    .filter(each -> each.service().equals(ImportModule.class.getName()))
                    .flatMap(each -> each.providers().stream())
                    .toList();
            assertEquals(found, provides);
        }
    }

    private static InputStream descriptor() throws Exception {
        var classes = FilesystemModule.class.getProtectionDomain().getCodeSource().getLocation();
        return classes.toURI().resolve("module-info.class").toURL().openStream();
    }
}
