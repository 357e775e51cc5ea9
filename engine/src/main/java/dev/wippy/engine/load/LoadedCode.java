package dev.wippy.engine.load;

import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.WasmFrame;
import dev.wippy.engine.generate.Lines;
import dev.wippy.engine.generate.Names;
import dev.wippy.engine.read.FunctionType;
import dev.wippy.engine.read.ModuleDefinition;
import dev.wippy.engine.run.MemoryTemplate;
import dev.wippy.engine.run.ModuleCode;
import dev.wippy.engine.run.ModuleInstance;
import dev.wippy.engine.run.WasmFunction;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** A module's classes, by what they are for. Used by any thread. */
final class LoadedCode implements ModuleCode {
    private final ModuleDefinition module;
    private final ModuleLoader loader;
    private final LoadedModules modules;
    private final CoreExternType.@Nullable Function[] types;
    /** By function: an object of its class, which makes others. */
    private final AtomicReferenceArray<@Nullable WasmFunction> prototypes;
    private final MemoryTemplate[] memories;
    private volatile @Nullable Constructor<?> instances;
    /** Held so that the module is found as long as there are instances of it. */
    @Nullable
    GeneratedModule owner;

    LoadedCode(ModuleDefinition module, ModuleLoader loader, LoadedModules modules) {
        this.module = module;
        this.loader = loader;
        this.modules = modules;
        types = new CoreExternType.@Nullable Function[module.typeCount()];
        memories = MemoryTemplate.of(module);
        prototypes = new AtomicReferenceArray<>(module.functionCount());
    }

    ModuleClasses classes() {
        return loader.classes();
    }

    @Override
    public ModuleDefinition module() {
        return module;
    }

    @Override
    public ModuleInstance newInstance() {
        Constructor<?> known = instances;
        try {
            if (known == null) {
                known = constructor(Names.STATE);
                instances = known;
            }
            return (ModuleInstance) known.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new GenerationError(e);
        }
    }

    @Override
    public WasmFunction newFunction(int index) {
        WasmFunction known = prototypes.get(index);
        if (known == null) {
            known = (WasmFunction) make(Names.FUNCTION + index);
            prototypes.set(index, known);
        }
        return known.create();
    }

    @Override
    public WasmFunction newHostFunction(FunctionType type) {
        return (WasmFunction) make(Names.hostClass(type.signature()));
    }

    private Object make(String internal) {
        try {
            return constructor(internal).newInstance();
        } catch (ReflectiveOperationException e) {
            throw new GenerationError(e);
        }
    }

    private Constructor<?> constructor(String internal) throws ReflectiveOperationException {
        return Class.forName(internal.replace('/', '.'), true, loader).getConstructor();
    }

    @Override
    public CoreExternType.Function coreType(int typeIndex) {
        CoreExternType.Function known = types[typeIndex];
        if (known == null) {
            known = module.type(typeIndex).toCoreType();
            types[typeIndex] = known;
        }
        return known;
    }

    @Override
    public WasmFrame frame(int function) {
        String name = module.functionName(function).orElse("");
        return new WasmFrame(name.isEmpty() ? "func[" + function + "]" : name, function);
    }

    /** A function at a line of a method of it. */
    WasmFrame frame(int function, int line) {
        long offset = line <= 0 ? WasmFrame.UNKNOWN : Lines.offset(module.body(function), line);
        return new WasmFrame(frame(function).function(), function, offset);
    }

    @Override
    public List<WasmFrame> frames(StackTraceElement[] trace) {
        return modules.linkage().frames(trace);
    }

    @Override
    public MemoryTemplate memoryTemplate(int index) {
        return memories[index];
    }

    @Override
    public Object references() {
        return modules.references();
    }
}
