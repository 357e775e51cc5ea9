package dev.wippy.kernel;

import dev.wippy.component.CompiledComponent;
import dev.wippy.component.Component;
import dev.wippy.component.error.ComponentException;
import dev.wippy.component.ExportedFunction;
import dev.wippy.component.types.FunctionType;
import dev.wippy.engine.CoreModule;
import dev.wippy.engine.Engine;
import dev.wippy.engine.EngineException;
import dev.wippy.kernel.spi.EntryException;
import dev.wippy.kernel.spi.ProcessBody;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes templates of processes that run components and core modules. */
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
        var imports = new DeclaredImports(modules, modules.resolve(program.imports()));
        try {
            return isCoreModule(program.binary()) ? coreModule(program, imports) : component(program, imports);
        } catch (ComponentException | EngineException unusable) {
            throw new EntryException(
                    ErrorKind.INVALID, "path", String.valueOf(unusable.getMessage()), unusable);
        }
    }

    /** Whether the version in its preamble is that of core modules, whose layer is 0 (Binary, <em>preamble</em>). */
    private static boolean isCoreModule(byte[] binary) {
        return binary.length >= 8 && binary[6] == 0;
    }

    private Template component(WasmProgram program, DeclaredImports imports) {
        if (!program.wit().isEmpty()) {
            throw new EntryException(ErrorKind.INVALID, "wit",
                    "is for core modules; a component says itself what it is");
        }
        Component component = Component.parse(program.binary(), engine);
        ExportedFunction method = method(component, program.method());
        CompiledComponent compiled = component.compile(engine);
        return template(
                program,
                Optional.of(method.type()),
                process -> new WasmBody(compiled, method, imports, (ProcessRun) process),
                imports);
    }

    private Template coreModule(WasmProgram program, DeclaredImports imports) {
        CoreModule module = engine.compile(program.binary());
        CoreMethod method = program.wit().isEmpty()
                ? CoreMethod.of(module, program.method())
                : CoreMethod.of(module, program.method(), program.wit());
        module.imports().forEach(CoreMethod::function);
        return template(
                program,
                method.signature(),
                process -> new CoreBody(module, method, imports, (ProcessRun) process),
                imports);
    }

    private Template template(
            WasmProgram program,
            Optional<FunctionType> signature,
            ProcessBody.Factory factory,
            DeclaredImports imports) {
        return new Template(
                kernel,
                program.entry(),
                signature,
                program.limits(),
                program.settings(),
                factory,
                imports.receiveEvents());
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
