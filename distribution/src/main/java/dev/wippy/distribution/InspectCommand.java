package dev.wippy.distribution;

import dev.wippy.component.Component;
import dev.wippy.component.ComponentException;
import dev.wippy.component.CoreModuleText;
import dev.wippy.kernel.Kernel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code wippy inspect FILE}: what a binary is, asks for and offers; compiles and starts nothing. */
@Command(name = "inspect", description = "Print what a binary imports and exports, and what an entry for it needs.")
final class InspectCommand implements Callable<Integer> {
    private final GlobalOptions options;
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "A component or a core module.")
    private Path file = Path.of("");

    InspectCommand(GlobalOptions options, Console console) {
        this.options = options;
        this.console = console;
    }

    @Override
    public Integer call() {
        byte[] bytes = read(options.root(console.shell()).resolve(file));
        try {
            switch (Component.kindOf(bytes)) {
                case COMPONENT -> component(bytes);
                case CORE_MODULE -> module(bytes);
                case UNKNOWN -> throw failed("is neither a component nor a core module: those begin with \\0asm and a"
                        + " version");
            }
        } catch (ComponentException invalid) {
            throw failed(OneLine.of("does not load: " + invalid.getMessage()));
        }
        return ExitCode.OK;
    }

    private byte[] read(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (NoSuchFileException _) {
            throw failed("does not exist");
        } catch (IOException e) {
            throw failed("can't be read: " + e.getMessage());
        }
    }

    private CommandException failed(String why) {
        return new CommandException(ExitCode.FAILED, OneLine.of(file.toString()) + " " + why);
    }

    private void component(byte[] bytes) {
        Component component = Component.parse(bytes);
        List<CoreModuleText> modules = component.coreModules();
        TreeSet<String> features = new TreeSet<>();
        modules.forEach(each -> features.addAll(each.features()));
        print("component", bytes);
        print("core modules", Integer.toString(modules.size()));
        print("core features", String.join(", ", features));
        List<String> asked = new ArrayList<>();
        component.imports().forEach(each -> asked.add(each.attributes().implemented().orElse(each.name())));
        needs(asked);
        console.output().print(("\n" + component.wit()).getBytes(StandardCharsets.UTF_8));
    }

    private void module(byte[] bytes) {
        CoreModuleText module = CoreModuleText.of(bytes);
        print("core module", bytes);
        print("core features", String.join(", ", module.features()));
        needs(module.type().imports().stream().map(each -> each.module()).distinct().toList());
        console.output().print(("\n" + module).getBytes(StandardCharsets.UTF_8));
    }

    private void print(String kind, byte[] bytes) {
        print("kind", kind);
        print("size", bytes.length + " bytes");
        try {
            print("hash", "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The line of an entry that allows what is imported. */
    private void needs(List<String> imports) {
        try (Kernel kernel = Kernel.builder().build()) {
            var needed = NeededImports.of(imports, kernel.importModules());
            print("imports", "[" + String.join(", ", needed.modules()) + "]");
            print("not offered", String.join(", ", needed.missing()));
        }
    }

    private void print(String label, String value) {
        if (!value.isEmpty()) {
            console.output().println(label + ": " + value);
        }
    }
}
