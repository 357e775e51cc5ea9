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
    private static final String GROUP = Names.GROUP.replace('/', '.');
    private static final String PARTS = Names.PARTS.replace('/', '.');

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

    /** What an element of a stack trace is of: its loader has the module's digest as its name. */
    @Override
    public Optional<Linkage.Method> method(StackTraceElement element) {
        String digest = element.getClassLoaderName();
        String type = element.getClassName();
        if (digest == null || !type.startsWith(GROUP) && !type.startsWith(PARTS)) {
            return Optional.empty();
        }
        int index = Names.functionOf(element.getMethodName());
        if (index < 0) {
            return Optional.empty();
        }
        GeneratedModule module = find(digest);
        WasmFrame frame = module == null
                ? new WasmFrame("func[" + index + "]", index)
                : module.code().frame(index, element.getLineNumber());
        return Optional.of(new Linkage.Method(digest, frame, !element.getMethodName().startsWith("f")));
    }
}
