package dev.wippy.engine.load;

import dev.wippy.engine.generate.ClassGenerator;
import dev.wippy.engine.generate.Names;
import dev.wippy.engine.read.FunctionType;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Loads the two classes of one function type: of the functions of modules, and of the host's. A type has one loader,
 * whatever modules use it, so that the JVM's check of a class is the check of a type; it unloads with the last of them.
 * The first module that uses it gives the class files.
 */
final class TypeLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final FunctionType type;

    private TypeLoader(FunctionType type) {
        super("wasm-type", TypeLoader.class.getClassLoader());
        this.type = type;
        ModuleLoader.openRuntime(getUnnamedModule());
    }

    /** A class, if it is loaded. */
    @Nullable
    Class<?> loaded(String name) {
        return findLoadedClass(name);
    }

    /**
     * Loads a class that a module gives; or what another module gave before.
     *
     * @throws LinkageError if it is not a class file
     */
    ModuleLoader.Loaded define(String name, byte[] given) {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null
                    ? new ModuleLoader.Loaded(defineClass(name, given, 0, given.length), true)
                    : new ModuleLoader.Loaded(known, false);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(Names.PACKAGE)) {
            return super.loadClass(name, resolve);
        }
        Class<?> known = findLoadedClass(name);
        return known == null ? findClass(name) : known;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        String internal = name.replace('.', '/');
        if (internal.equals(Names.signatureClass(type.signature()))) {
            return define(name, ClassGenerator.signatureClass(type)).type();
        } else if (internal.equals(Names.hostClass(type.signature()))) {
            return define(name, ClassGenerator.hostClass(type)).type();
        }
        throw new ClassNotFoundException(name);
    }

    /** All function types that are in use. */
    static final class Registry {
        private final Map<String, WeakReference<TypeLoader>> loaders = new ConcurrentHashMap<>();

        /** The loader of a type. */
        synchronized TypeLoader of(FunctionType type) {
            TypeLoader known = known(type);
            if (known != null) {
                return known;
            }
            loaders.values().removeIf(reference -> reference.refersTo(null));
            TypeLoader made = new TypeLoader(type);
            loaders.put(type.signature(), new WeakReference<>(made));
            return made;
        }

        private @Nullable TypeLoader known(FunctionType type) {
            WeakReference<TypeLoader> reference = loaders.get(type.signature());
            return reference == null ? null : reference.get();
        }
    }
}
