package dev.wippy.engine.load;

import dev.wippy.engine.generate.Names;
import dev.wippy.engine.read.FunctionType;
import dev.wippy.engine.run.ModuleInstance;
import dev.wippy.engine.run.StackProbe;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of one module, each when the JVM first asks for it: when a call in it first runs. They unload with
 * the module's last instance.
 *
 * <p>A {@link LinkageError} or {@link ClassNotFoundException} that comes out of here is kept by the JVM: the call fails
 * for good, for all instances. So none does for a class that the module has: what goes wrong is a
 * {@link GenerationError}, the stack's end or the heap's, or the end of the budget, and the JVM asks again. No lock is
 * held while a class is generated.
 */
final class ModuleLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final ModuleClasses classes;
    private final TypeLoader.Registry registry;
    private final CodeBudget.Account account;

    /** A loader, the name of which stack traces show. */
    ModuleLoader(String name, ModuleClasses classes, TypeLoader.Registry registry, CodeBudget budget) {
        super(name, ModuleLoader.class.getClassLoader());
        this.classes = classes;
        this.registry = registry;
        account = budget.open(this);
        openRuntime(getUnnamedModule());
    }

    ModuleClasses classes() {
        return classes;
    }

    /** Where this is in a named module, what generated code calls is not exported: it may use it all the same. */
    static void openRuntime(Module generated) {
        Module engine = ModuleInstance.class.getModule();
        engine.addExports(ModuleInstance.class.getPackageName(), generated);
    }

    /**
     * As the JVM's own, but for the parent, which is not asked for what is the module's, and the lock, which is not held.
     */
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
        if (!name.startsWith(Names.PACKAGE)) {
            throw new ClassNotFoundException(name);
        }
        // A guest's call may be what asks: what follows must not run out of its stack half-way.
        StackProbe.probe(0);
        String internal = name.replace('.', '/');
        FunctionType type = classes.type(internal);
        return type == null ? find(name, internal) : find(name, internal, type);
    }

    private Class<?> find(String name, String internal) throws ClassNotFoundException {
        return find(name, internal, this::findLoadedClass, code -> define(name, code));
    }

    /** A class of a function type, which other modules may use too. */
    private Class<?> find(String name, String internal, FunctionType type) throws ClassNotFoundException {
        if (internal.startsWith(Names.HOST)) {
            // Its superclass first: its own loader has no cache to take it from.
            loadClass(Names.signatureClass(type.signature()).replace('/', '.'), false);
        }
        TypeLoader loader = registry.of(type);
        Class<?> known = loader.loaded(name);
        return known == null ? find(name, internal, loader::loaded, code -> loader.define(name, code)) : known;
    }

    private Class<?> find(String name, String internal, Function<String, @Nullable Class<?>> loaded,
            Function<byte[], Loaded> loader) throws ClassNotFoundException {
        ModuleClasses.Found found = classes.find(internal);
        byte[] code = found.code();
        if (code != null) {
            try {
                return count(internal, loader.apply(code), found.fromDisk());
            } catch (LinkageError e) {
                if (!found.fromDisk()) {
                    classes.discard(internal);
                    throw new GenerationError(e);
                }
                // What was kept is not what was generated, whatever its checksum says.
                classes.distrust();
            }
        }
        // Loaded classes are no longer among those that can be found.
        Class<?> known = loaded.apply(name);
        if (known != null) {
            return known;
        }
        byte[] made = classes.generate(internal);
        if (made == null) {
            throw new ClassNotFoundException(name);
        }
        try {
            return count(internal, loader.apply(made), false);
        } catch (LinkageError e) {
            classes.discard(internal);
            throw new GenerationError(e);
        }
    }

    private Class<?> count(String internal, Loaded loaded, boolean fromDisk) {
        if (loaded.now()) {
            classes.loaded(internal, fromDisk);
        }
        return loaded.type();
    }

    private Loaded define(String name, byte[] code) {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return new Loaded(known, false);
            }
            account.take(code.length);
            boolean defined = false;
            try {
                Loaded loaded = new Loaded(defineClass(name, code, 0, code.length), true);
                defined = true;
                return loaded;
            } finally {
                if (!defined) {
                    account.give(code.length);
                }
            }
        }
    }

    /**
     * A class.
     *
     * @param now whether it was loaded just now, by this thread
     */
    record Loaded(Class<?> type, boolean now) {}
}
