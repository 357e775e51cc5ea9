package dev.wippy.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnloadingTest {
    private static final int MODULES = 1_000;
    /** The class of instances, of a group, and of a function object. */
    private static final int CLASSES = 3;

    @TempDir
    Path folder;

    @Test
    void the_code_of_a_thousand_modules_goes_with_them() {
        ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
        try (Engine engine = Engine.builder().build()) {
            load(engine, MODULES);
            long unloaded = classes.getUnloadedClassCount();
            List<WeakReference<ClassLoader>> loaders = load(engine, MODULES);
            assertGone(loaders);
            assertTrue(classes.getUnloadedClassCount() - unloaded >= MODULES * CLASSES);
        }
    }

    @Test
    void the_code_of_modules_that_wait_to_be_written_goes_with_them_too() throws Exception {
        try (Engine engine = CachedRun.engine(folder.toRealPath().resolve("code"), new ArrayList<>()).build()) {
            assertGone(load(engine, 50));
            load(engine, 50);
            assertEquals(new CompileStatistics.Classes(50 * CLASSES + 1, 50 * CLASSES + 1, 0),
                    engine.statistics().classes());
        }
    }

    private static List<WeakReference<ClassLoader>> load(Engine engine, int count) {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            CoreInstance instance = engine.compile(module(i)).instantiate(List.of(), Guests.budget());
            assertArrayEquals(new long[]{7}, Guests.function(instance, "f" + i).call());
            loaders.add(new WeakReference<>(instance.getClass().getClassLoader()));
        }
        return loaders;
    }

    /** The collector is asked some times: it may take more than one to find that nobody uses a loader. */
    private static void assertGone(List<WeakReference<ClassLoader>> loaders) {
        for (int i = 0; i < 20 && !loaders.stream().allMatch(loader -> loader.refersTo(null)); i++) {
            System.gc();
        }
        assertEquals(0, loaders.stream().filter(loader -> !loader.refersTo(null)).count());
    }

    private static byte[] module(int number) {
        return WasmBytes.module()
                .section(WasmBytes.TYPE, WasmBytes.bytes(0x60, 0, 1, 0x7F))
                .section(WasmBytes.FUNCTION, WasmBytes.bytes(0))
                .section(WasmBytes.EXPORT, WasmBytes.concat(WasmBytes.name("f" + number), WasmBytes.bytes(0, 0)))
                .section(WasmBytes.CODE, WasmBytes.body(WasmBytes.bytes(0x41, 7)))
                .end();
    }
}
