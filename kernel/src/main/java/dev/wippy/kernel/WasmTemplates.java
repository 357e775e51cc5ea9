package dev.wippy.kernel;

import dev.wippy.component.CompiledComponent;
import dev.wippy.component.Component;
import dev.wippy.component.ComponentException;
import dev.wippy.component.ExportedFunction;
import dev.wippy.engine.Engine;
import dev.wippy.engine.EngineException;
import dev.wippy.kernel.spi.EntryException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes templates of processes that run components. */
final class WasmTemplates {

    /** What the method {@code run} finds in a component that exports it as a command does. */
    private static final String COMMAND = "wasi:cli/run#run";

    private final Kernel kernel;
    private final Engine engine;
    private final ImportModules modules;

    WasmTemplates(Kernel kernel, Engine engine, ImportModules modules) {
        this.kernel = kernel;
        this.engine = engine;
        this.modules = modules;
    }

    Template create(WasmProgram program) {
        List<ImportModules.Declared> declared = modules.resolve(program.imports());
        CompiledComponent compiled;
        ExportedFunction method;
        try {
            Component component = Component.parse(program.binary());
            method = method(component, program.method());
            compiled = component.compile(engine);
        } catch (ComponentException | EngineException unusable) {
            throw new EntryException(
                    ErrorKind.INVALID, "path", String.valueOf(unusable.getMessage()), unusable);
        }
        return new Template(
                kernel,
                program.entry(),
                Optional.of(method.type()),
                program.limits(),
                program.settings(),
                process -> new WasmBody(compiled, method, modules, declared, (ProcessRun) process),
                declared.stream().anyMatch(each -> each.module().receivesEvents()));
    }

    private static ExportedFunction method(Component component, String name) {
        Optional<ExportedFunction> found = component.function(name);
        if (found.isEmpty() && name.equals("run")) {
            found = component.function(COMMAND);
        }
        return found.orElseThrow(() -> new EntryException(
                ErrorKind.INVALID,
                "method",
                "the component exports no function \"" + name + "\"; it exports " + list(component.functions())));
    }

    private static String list(List<ExportedFunction> functions) {
        return functions.isEmpty()
                ? "none"
                : functions.stream().map(ExportedFunction::toString).collect(Collectors.joining("; "));
    }
}
