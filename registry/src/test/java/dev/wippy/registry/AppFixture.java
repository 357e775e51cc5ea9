package dev.wippy.registry;

import dev.wippy.kernel.spi.EntryKind;
import dev.wippy.kernel.spi.ProcessKind;
import dev.wippy.registry.kinds.DirectoryKind;
import dev.wippy.registry.kinds.EnvStorageKind;
import dev.wippy.registry.kinds.EnvVariableKind;
import dev.wippy.registry.kinds.MemoryKind;
import dev.wippy.registry.kinds.ProcessHostKind;
import dev.wippy.registry.kinds.ServiceKind;
import dev.wippy.registry.kinds.TerminalHostKind;
import dev.wippy.registry.kinds.WasmProcessKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An app in a folder, and what is said about it. */
public final class AppFixture {

    /** The first eight bytes of a component: enough to have a hash and a format. */
    public static final byte[] COMPONENT = {0, 'a', 's', 'm', 13, 0, 1, 0};

    /** The hash of {@link #COMPONENT}. */
    public static final String COMPONENT_HASH =
            "sha256:24eaf3439a60c96764c4f2c92a0a81b52bd4fe5d5b91f090184a0f6486b1bf29";

    public static final List<EntryKind> ENTRY_KINDS = List.of(
            new DirectoryKind(),
            new EnvStorageKind(),
            new EnvVariableKind(),
            new MemoryKind(),
            new ProcessHostKind(),
            new ServiceKind(),
            new TerminalHostKind());

    public static final List<ProcessKind> PROCESS_KINDS = List.of(new WasmProcessKind());

    private final Path root;

    public AppFixture(Path root) {
        this.root = root;
    }

    /** Writes a text into the app. */
    public AppFixture file(String name, String text) {
        return file(name, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Writes a file into the app. */
    public AppFixture file(String name, byte[] bytes) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a text of the app. */
    public String text(String name) {
        try {
            return Files.readString(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path root() {
        return root;
    }

    /** The app, without a kernel. */
    public App load() {
        return App.load(root, ENTRY_KINDS, PROCESS_KINDS);
    }

    /** The app, without a kernel, with kinds of a test's own. */
    public App load(EntryKind... more) {
        return App.load(
                root,
                java.util.stream.Stream.concat(ENTRY_KINDS.stream(), java.util.Arrays.stream(more)).toList(),
                PROCESS_KINDS);
    }

    /** An entry kind of a test. */
    public static EntryKind kind(String name, java.util.function.Function<dev.wippy.kernel.spi.Fields,
            EntryKind.Plan> plan) {
        return new EntryKind() {
            @Override
            public java.util.Set<String> kinds() {
                return java.util.Set.of(name);
            }

            @Override
            public Plan plan(dev.wippy.kernel.spi.Fields fields) {
                return plan.apply(fields);
            }
        };
    }

    /** What is wrong with the app when it is read. */
    public List<String> problems() {
        return load().problems().stream().map(Problem::toString).toList();
    }

    /** What is worth a look. */
    public List<String> warnings() {
        return load().warnings().stream().map(Problem::toString).toList();
    }
}
