package dev.wippy.engine.load;

import dev.wippy.engine.Budget;
import dev.wippy.engine.CoreExtern;
import dev.wippy.engine.CoreInstance;
import dev.wippy.engine.CoreModule;
import dev.wippy.engine.Fuel;
import dev.wippy.engine.run.Instantiation;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A module that our own generator makes the code of. */
final class GeneratedModule implements CoreModule {
    private final String digest;
    private final LoadedCode code;
    private final Supplier<LoadedCode> variants;
    private @Nullable LoadedCode counting;
    private final List<CoreImport> imports;
    private final List<CoreExport> exports;

    GeneratedModule(String digest, LoadedCode code, Supplier<LoadedCode> variants) {
        this.variants = variants;
        this.digest = digest;
        this.code = code;
        imports = code.module().coreImports();
        exports = code.module().coreExports();
        code.owner = this;
    }

    LoadedCode code() {
        return code;
    }

    /** The classes of all variants of the code that are in use. */
    synchronized List<ModuleClasses> classes() {
        LoadedCode other = counting;
        return other == null ? List.of(code.classes()) : List.of(code.classes(), other.classes());
    }

    @Override
    public String digest() {
        return digest;
    }

    @Override
    public List<CoreImport> imports() {
        return imports;
    }

    @Override
    public List<CoreExport> exports() {
        return exports;
    }

    @Override
    public CoreInstance instantiate(List<CoreExtern> bound, Budget budget) {
        return Instantiation.run(code, bound, budget, null);
    }

    @Override
    public CoreInstance instantiate(List<CoreExtern> bound, Budget budget, Fuel fuel) {
        return Instantiation.run(counting(), bound, budget, fuel);
    }

    /** The code that counts fuel: classes of its own, made when they are first asked for. */
    private synchronized LoadedCode counting() {
        LoadedCode made = counting;
        if (made == null) {
            made = variants.get();
            made.owner = this;
            counting = made;
        }
        return made;
    }
}
