package dev.wippy.engine.chicory;

import dev.wippy.engine.WasmFrame;
import dev.wippy.engine.load.Linkage;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The modules that are in memory, by digest, for as long as somebody uses them. */
final class LoadedModules implements Linkage.Frames {

    /** What the names of generated classes begin with; the module's digest follows. */
    private static final String PACKAGE = "dev.wippy.generated.m";
    private static final int DIGEST = 64;
    private static final String FUNCTION = "func_";

    private final Map<String, WeakReference<ChicoryModule>> modules = new ConcurrentHashMap<>();

    @Nullable
    ChicoryModule find(String digest) {
        WeakReference<ChicoryModule> reference = modules.get(digest);
        return reference == null ? null : reference.get();
    }

    void add(ChicoryModule module) {
        modules.values().removeIf(reference -> reference.refersTo(null));
        modules.put(module.digest(), new WeakReference<>(module));
    }

    /** The name of the main class of a module's generated ones. */
    static String className(String digest) {
        return PACKAGE + digest + ".Module";
    }

    /** The digest of the module that a generated class belongs to; nothing for other classes. */
    static Optional<String> digest(String className) {
        return className.startsWith(PACKAGE) && className.length() > PACKAGE.length() + DIGEST
                ? Optional.of(className.substring(PACKAGE.length(), PACKAGE.length() + DIGEST))
                : Optional.empty();
    }

    /** The function that an element of a stack trace belongs to. */
    @Override
    public Optional<Linkage.Method> method(StackTraceElement element) {
        return element.getMethodName().startsWith(FUNCTION)
                ? digest(element.getClassName()).map(digest -> new Linkage.Method(digest, frame(digest,
                        Integer.parseInt(element.getMethodName().substring(FUNCTION.length()))), false))
                : Optional.empty();
    }

    /** A function of a module, with its name where it has one. */
    private WasmFrame frame(String digest, int function) {
        ChicoryModule module = find(digest);
        return module == null ? new WasmFrame("func[" + function + "]", function) : module.frame(function);
    }
}
