package dev.wippy.kernel;

import dev.wippy.component.TypedCoreModule;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.value.PlainValues;
import dev.wippy.component.value.ValueException;
import dev.wippy.engine.CoreExtern;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.CoreInstance;
import dev.wippy.engine.CoreMemory;
import dev.wippy.engine.CoreModule;
import dev.wippy.engine.Trap;
import dev.wippy.kernel.spi.CoreHostFunction;
import dev.wippy.kernel.spi.ProcessBody;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A process that runs a function of a core module in an instance of its own. */
final class CoreBody implements ProcessBody {
    /** What a module without an entry point of its own has run before anything else (WASI, application ABI). */
    private static final String INITIALIZE = "_initialize";

    private final CoreModule module;
    private final CoreMethod method;
    private final DeclaredImports imports;
    private final ProcessRun process;

    private Object[] arguments = {};
    private @Nullable CoreInstance instance;
    private @Nullable CoreMemory memory;

    CoreBody(CoreModule module, CoreMethod method, DeclaredImports imports, ProcessRun process) {
        this.module = module;
        this.method = method;
        this.imports = imports;
        this.process = process;
    }

    @Override
    public void init() {
        Optional<FunctionType> signature = method.signature();
        if (signature.isPresent()) {
            try {
                arguments = PlainValues.toArguments(
                        signature.get(), process.launch().arguments());
            } catch (ValueException wrong) {
                throw new KernelException(ErrorKind.INVALID, String.valueOf(wrong.getMessage()), wrong);
            }
        }
        ProcessImports offered = imports.link(process);
        List<CoreExtern> linked = module.imports().stream()
                .<CoreExtern>map(wanted -> link(wanted, offered))
                .toList();
        CoreInstance made = process.fuel().isPresent()
                ? module.instantiate(linked, process.budget(), process.fuel().get())
                : module.instantiate(linked, process.budget());
        instance = made;
        memory = memory(made);
        if (made.export(INITIALIZE).orElse(null) instanceof CoreFunction initialize) {
            initialize.call();
        }
    }

    private CoreFunction link(CoreModule.CoreImport wanted, ProcessImports offered) {
        CoreMethod.Import function = CoreMethod.function(wanted);
        Optional<CoreHostFunction> found = offered.core(wanted.module(), wanted.name());
        if (found.isEmpty()) {
            return CoreFunction.host(function.type(), _ -> {
                throw imports.callOfMissing(process.entry(), wanted.module(), wanted.name());
            });
        }
        if (!found.get().type().equals(function.type())) {
            throw new KernelException(
                    ErrorKind.INVALID,
                    "the module imports " + function + " as " + function.type() + ", and it is "
                            + found.get().type());
        }
        CoreHostFunction.Body named = named(function.toString(), found.get().body());
        return CoreFunction.host(function.type(), called -> process.callHost(named, memory(), called));
    }

    /** Says which function it was that threw what it may not. */
    private static CoreHostFunction.Body named(String function, CoreHostFunction.Body body) {
        return (memory, arguments) -> ImportFault.unless(function, () -> body.call(memory, arguments));
    }

    private CoreMemory memory() {
        CoreMemory known = memory;
        if (known == null) {
            throw new Trap(instance == null
                    ? "the module calls the host before it is instantiated"
                    : "the module exports no memory for what it imports");
        }
        return known;
    }

    private static @Nullable CoreMemory memory(CoreInstance instance) {
        return (CoreMemory) instance.export("memory")
                .filter(CoreMemory.class::isInstance)
                .or(() -> instance.exports().stream()
                        .filter(CoreMemory.class::isInstance)
                        .findFirst())
                .orElse(null);
    }

    @Override
    public @Nullable Object run() {
        CoreInstance running = instance;
        if (running == null) {
            throw new IllegalStateException("run before init");
        }
        Optional<TypedCoreModule> typed = method.typed();
        if (typed.isEmpty()) {
            ((CoreFunction) running.export(method.name()).orElseThrow()).call();
            return null;
        }
        Object lifted = typed.get().function(method.name(), running, process.budget(), process.fuel()).call(arguments);
        return PlainValues.fromResult(method.signature().orElseThrow(), lifted);
    }

    @Override
    public void close() {
        // Memories and tables go back with the process's budget, and no code of the module runs any more.
        instance = null;
        memory = null;
    }
}
