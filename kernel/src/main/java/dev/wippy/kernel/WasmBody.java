package dev.wippy.kernel;

import dev.wippy.component.CompiledComponent;
import dev.wippy.component.ComponentInstance;
import dev.wippy.component.ExportedFunction;
import dev.wippy.component.InstanceOptions;
import dev.wippy.component.value.PlainValues;
import dev.wippy.component.value.ValueException;
import dev.wippy.kernel.spi.ProcessBody;
import org.jspecify.annotations.Nullable;

/** A process that runs a function of a component in an instance of its own. */
final class WasmBody implements ProcessBody {
    private final CompiledComponent component;
    private final ExportedFunction method;
    private final DeclaredImports imports;
    private final ProcessRun process;

    private Object[] arguments = {};
    private @Nullable ComponentInstance instance;

    WasmBody(
            CompiledComponent component,
            ExportedFunction method,
            DeclaredImports imports,
            ProcessRun process) {
        this.component = component;
        this.method = method;
        this.imports = imports;
        this.process = process;
    }

    @Override
    public void init() {
        try {
            arguments = PlainValues.toArguments(method.type(), process.launch().arguments());
        } catch (ValueException wrong) {
            throw new KernelException(ErrorKind.INVALID, String.valueOf(wrong.getMessage()), wrong);
        }
        instance = component.instantiate(new InstanceOptions(
                process.entry(),
                imports.link(process).build(),
                this::callOfMissing,
                process.budget(),
                process.limits().maxHandles(),
                process.fuel()));
    }

    private void callOfMissing(String interfaceName, String function) {
        throw imports.callOfMissing(process.entry(), interfaceName, function);
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
