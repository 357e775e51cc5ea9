package dev.wippy.distribution;

import dev.wippy.component.Component;
import dev.wippy.component.CoreModuleText;
import dev.wippy.kernel.Kernel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
        BinaryFile binary = BinaryFile.read(options.root(console.shell()), file);
        switch (binary.content()) {
            case BinaryFile.OfComponent(var component) -> component(binary, component);
            case BinaryFile.OfModule(var module) -> module(binary, module);
        }
        return ExitCode.OK;
    }

    private void component(BinaryFile binary, Component component) {
        List<CoreModuleText> modules = component.coreModules();
        TreeSet<String> features = new TreeSet<>();
        modules.forEach(each -> features.addAll(each.features()));
        print("component", binary);
        print("core modules", Integer.toString(modules.size()));
        print("core features", String.join(", ", features));
        needs(binary.imports());
        console.output().print(("\n" + component.wit()).getBytes(StandardCharsets.UTF_8));
    }

    private void module(BinaryFile binary, CoreModuleText module) {
        print("core module", binary);
        print("core features", String.join(", ", module.features()));
        needs(binary.imports());
        console.output().print(("\n" + module).getBytes(StandardCharsets.UTF_8));
    }

    private void print(String kind, BinaryFile binary) {
        print("kind", kind);
        print("size", binary.bytes().length + " bytes");
        print("hash", binary.hash());
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
