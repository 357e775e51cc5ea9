package dev.wippy.kernel;

import dev.wippy.kernel.spi.ImportModule;
import java.util.List;
import java.util.Optional;

/** The host imports of one entry: what it declared, and what a call of anything else is told. */
final class DeclaredImports {
    private final ImportModules modules;
    private final List<ImportModules.Declared> declared;

    DeclaredImports(ImportModules modules, List<ImportModules.Declared> declared) {
        this.modules = modules;
        this.declared = declared;
    }

    /** Has each module bind what a process that starts may use. */
    ProcessImports link(ProcessRun process) {
        var imports = new ProcessImports(process);
        for (ImportModule module : modules.all()) {
            ImportFault.unless("link of the import module " + module.name() + " for " + process.entry(), () -> {
                link(module, imports, process);
                return module;
            });
        }
        return imports;
    }

    private void link(ImportModule module, ProcessImports imports, ProcessRun process) {
        Optional<ImportDeclaration> declaration = declaration(module);
        if (declaration.isPresent()) {
            module.link(imports.with(declaration.get().settings()), process);
        } else {
            module.linkUndeclared(imports, process);
        }
    }

    /** Whether a process receives events from its start on. */
    boolean receiveEvents() {
        return declared.stream().anyMatch(each -> each.module().receivesEvents());
    }

    private Optional<ImportDeclaration> declaration(ImportModule module) {
        return declared.stream()
                .filter(each -> each.module() == module)
                .findFirst()
                .map(ImportModules.Declared::declaration);
    }

    /** The end of a process that called what nothing offers it. */
    KernelException callOfMissing(String entry, String interfaceName, String function) {
        String called = entry + " called " + (interfaceName.isEmpty() ? "" : interfaceName + ".") + function;
        Optional<ImportModule> offering = modules.offering(interfaceName);
        if (offering.flatMap(this::declaration).isPresent()) {
            return new KernelException(
                    ErrorKind.UNAVAILABLE,
                    called + ", which this version of " + offering.get().name() + " does not have yet");
        }
        return new KernelException(
                ErrorKind.PERMISSION_DENIED,
                called + ", which its imports do not offer; "
                        + offering.map(module -> "this line under imports: would: - " + module.name())
                                .orElse("nor does any import module here"));
    }
}
