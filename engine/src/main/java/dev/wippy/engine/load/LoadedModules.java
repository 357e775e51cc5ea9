package dev.wippy.engine.load;

import dev.wippy.engine.WasmFrame;
import dev.wippy.engine.generate.Names;
import dev.wippy.engine.run.Instantiation;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The modules that are in memory, by digest, for as long as somebody uses them. */
final class LoadedModules implements Linkage.Frames {
    private final Map<String, WeakReference<GeneratedModule>> modules = new ConcurrentHashMap<>();
    private final Object references = Instantiation.newReferences();
    private final Linkage linkage;

    LoadedModules(Linkage linkage) {
        this.linkage = linkage;
        linkage.addFrames(this);
    }

    /** What there is in common with another engine. */
    Linkage linkage() {
        return linkage;
    }

    @Nullable
    GeneratedModule find(String digest) {
        WeakReference<GeneratedModule> reference = modules.get(digest);
        return reference == null ? null : reference.get();
    }

    void add(GeneratedModule module) {
        modules.values().removeIf(reference -> reference.refersTo(null));
        modules.put(module.digest(), new WeakReference<>(module));
    }

    /** The modules of this moment; nobody holds them by this. */
    List<WeakReference<GeneratedModule>> all() {
        return List.copyOf(modules.values());
    }

    /** The numbers of references outside of the engine. */
    Object references() {
        return references;
    }

    /** The function that an element of a stack trace belongs to: its loader has the module's digest as its name. */
    @Override
    public Optional<WasmFrame> frame(StackTraceElement element) {
        String digest = element.getClassLoaderName();
        String type = element.getClassName();
        if (digest == null || !type.startsWith(Names.PACKAGE)) {
            return Optional.empty();
        }
        boolean function = type.startsWith(Names.GROUP.replace('/', '.'));
        int index = function && element.getMethodName().startsWith("f")
                ? Names.functionOf(element.getMethodName())
                : -1;
        if (index < 0) {
            return Optional.empty();
        }
        GeneratedModule module = find(digest);
        return Optional.of(module == null
                ? new WasmFrame("func[" + index + "]", index)
                : module.code().frame(index));
    }
}
