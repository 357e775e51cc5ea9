package dev.wippy.kernel;

import dev.wippy.component.CompiledComponent;
import dev.wippy.component.ComponentInstance;
import dev.wippy.component.ExportedFunction;
import dev.wippy.component.InstanceOptions;
import dev.wippy.component.value.PlainValues;
import dev.wippy.component.value.ValueException;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.ProcessBody;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A process that runs a function of a component in an instance of its own. */
final class WasmBody implements ProcessBody {
    private final CompiledComponent component;
    private final ExportedFunction method;
    private final ImportModules modules;
    private final List<ImportModules.Declared> declared;
    private final ProcessRun process;

    private Object[] arguments = {};
    private @Nullable ComponentInstance instance;

    WasmBody(
            CompiledComponent component,
            ExportedFunction method,
            ImportModules modules,
            List<ImportModules.Declared> declared,
            ProcessRun process) {
        this.component = component;
        this.method = method;
        this.modules = modules;
        this.declared = declared;
        this.process = process;
    }

    @Override
    public void init() {
        try {
            arguments = PlainValues.toArguments(method.type(), process.launch().arguments());
        } catch (ValueException wrong) {
            throw new KernelException(ErrorKind.INVALID, String.valueOf(wrong.getMessage()), wrong);
        }
        var imports = new ProcessImports(process);
        for (ImportModule module : modules.all()) {
            if (isDeclared(module)) {
                module.link(imports, process);
            } else {
                module.linkUndeclared(imports, process);
            }
        }
        instance = component.instantiate(new InstanceOptions(
                process.entry(),
                imports.build(),
                this::callOfMissing,
                process.budget(),
                process.limits().maxHandles()));
    }

    private boolean isDeclared(ImportModule module) {
        return declared.stream().anyMatch(each -> each.module() == module);
    }

    private void callOfMissing(String interfaceName, String function) {
        String called = process.entry() + " called " + (interfaceName.isEmpty() ? "" : interfaceName + ".") + function;
        Optional<ImportModule> offering = modules.offering(interfaceName);
        if (offering.filter(this::isDeclared).isPresent()) {
            throw new KernelException(
                    ErrorKind.UNAVAILABLE,
                    called + ", which this version of " + offering.get().name() + " does not have yet");
        }
        throw new KernelException(
                ErrorKind.PERMISSION_DENIED,
                called + ", which its imports do not offer; "
                        + offering.map(module -> "this line under imports: would: - " + module.name())
                                .orElse("nor does any import module here"));
    }

    @Override
    public @Nullable Object run() {
        ComponentInstance running = instance;
        if (running == null) {
            throw new IllegalStateException("run before init");
        }
        Object lifted = running.call(method, arguments);
        return PlainValues.fromResult(method.type(), lifted);
    }

    @Override
    public void close() {
        if (instance != null) {
            // The call may have ended anywhere, and no code of the guest is to run any more.
            instance.poison();
            instance.close();
        }
    }
}
