package dev.wippy.engine.load;

import dev.wippy.engine.generate.ClassGenerator;
import dev.wippy.engine.generate.Names;
import dev.wippy.engine.read.FunctionType;
import dev.wippy.engine.read.ModuleDefinition;
import dev.wippy.engine.run.ModuleInstance;
import dev.wippy.engine.run.StackProbe;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of one module, each generated when the JVM first asks for it: when a call in it first runs. They
 * unload with the module's last instance.
 */
final class ModuleLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final ClassGenerator generator;
    private final GeneratorThreads threads;
    private final TypeLoader.Registry registry;
    /** By the name of its class. */
    private final Map<String, FunctionType> types = new HashMap<>();
    /** Classes that were made along with others, and not asked for yet. */
    private final Map<String, byte[]> ready = new ConcurrentHashMap<>();

    /** A loader, the name of which stack traces show. */
    ModuleLoader(String name, ModuleDefinition module, ClassGenerator generator, GeneratorThreads threads,
            TypeLoader.Registry registry) {
        super(name, ModuleLoader.class.getClassLoader());
        this.generator = generator;
        this.threads = threads;
        this.registry = registry;
        for (int i = 0; i < module.typeCount(); i++) {
            types.putIfAbsent(Names.shorten(module.type(i).signature()), module.type(i));
        }
        openRuntime(getUnnamedModule());
    }

    /** Where this is in a named module, what generated code calls is not exported: it may use it all the same. */
    static void openRuntime(Module generated) {
        Module engine = ModuleInstance.class.getModule();
        engine.addExports(ModuleInstance.class.getPackageName(), generated);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (!name.startsWith(Names.PACKAGE)) {
            throw new ClassNotFoundException(name);
        }
        // A guest's call may be what asks: what follows must not run out of its stack half-way.
        StackProbe.probe(0);
        String internal = name.replace('.', '/');
        FunctionType type = typeOf(internal);
        if (type != null) {
            return registry.of(type).loadClass(name);
        }
        byte[] code = ready.remove(internal);
        if (code == null) {
            Map<String, byte[]> made = threads.await(() -> generator.generate(internal));
            code = made.get(internal);
            made.forEach((other, bytes) -> {
                if (!other.equals(internal)) {
                    ready.putIfAbsent(other, bytes);
                }
            });
        }
        if (code == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, code, 0, code.length);
    }

    private @Nullable FunctionType typeOf(String internal) {
        if (internal.startsWith(Names.SIGNATURE)) {
            return types.get(internal.substring(Names.SIGNATURE.length()));
        } else if (internal.startsWith(Names.HOST)) {
            return types.get(internal.substring(Names.HOST.length()));
        }
        return null;
    }
}
