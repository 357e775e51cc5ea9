package dev.wippy.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import dev.wippy.engine.cache.CompiledClasses;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.function.Function;

/** Loads the classes of one module; they unload when its last instance and the module are gone. */
final class GeneratedLoader extends ClassLoader {

    private final Map<String, byte[]> classes;

    private GeneratedLoader(Map<String, byte[]> classes) {
        super("wasm", GeneratedLoader.class.getClassLoader());
        this.classes = classes;
        // Where this package is in a named module, it is not exported: generated code may use it all the same.
        GeneratedLoader.class.getModule().addExports(GeneratedLoader.class.getPackageName(), getUnnamedModule());
    }

    /**
     * Loads, verifies and initializes all of a module's classes, so that no guest does it in the middle of a call.
     *
     * @throws LinkageError if the compiler made a class that the JVM refuses
     */
    static Function<Instance, Machine> load(CompiledClasses code) {
        GeneratedLoader loader = new GeneratedLoader(code.classes());
        try {
            for (String name : code.classes().keySet()) {
                Class.forName(name, true, loader);
            }
            MethodHandle constructor = MethodHandles.publicLookup()
                    .findConstructor(Class.forName(code.main(), true, loader),
                            MethodType.methodType(void.class, Instance.class))
                    .asType(MethodType.methodType(Machine.class, Instance.class));
            return instance -> make(constructor, instance);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the compiled module has no machine in " + code.main(), e);
        }
    }

    private static Machine make(MethodHandle constructor, Instance instance) {
        try {
            return (Machine) constructor.invokeExact(instance);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new LinkageError("a generated constructor threw", e);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] code = classes.get(name);
        if (code == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, code, 0, code.length);
    }
}
