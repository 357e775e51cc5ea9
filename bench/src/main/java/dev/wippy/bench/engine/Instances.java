package dev.wippy.bench.engine;

import dev.wippy.engine.Budget;
import dev.wippy.engine.CoreExtern;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.CoreInstance;
import dev.wippy.engine.CoreModule;
import dev.wippy.engine.Engine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Instances of the largest core module of a component in Rust, and a call of its {@code compute}. */
final class Instances {
    private static final int MODULES = 1_000;

    private Instances() {}

    static void print(Path file) throws IOException {
        byte[] module = largestModule(Files.readAllBytes(file));
        try (Engine engine = Engine.builder().build(); Engine chicory = Kernels.chicory()) {
            print("ours", engine.compile(module));
            print("Chicory", chicory.compile(module));
        }
    }

    /** Loads the module again and again, each time as another one, and drops it: its classes have to go. */
    static void printDropped(Path file) throws IOException {
        byte[] module = largestModule(Files.readAllBytes(file));
        byte[] other = Arrays.copyOf(module, module.length + 4);
        // A custom section without a name's bytes but one: id, size, name of one byte.
        other[module.length + 1] = 2;
        other[module.length + 2] = 1;
        try (Engine engine = Engine.builder().build()) {
            dropped(engine, other, 1);
            long classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
            long before = metaspace();
            long began = System.nanoTime();
            dropped(engine, other, MODULES);
            double took = Main.millis(began);
            Main.line("%d modules loaded, called and dropped: %.1f ms each; classes %+d, metaspace %+d KB", MODULES,
                    took / MODULES, awaitUnloaded(classes) - classes, (metaspace() - before) / 1024);
        }
    }

    private static void dropped(Engine engine, byte[] module, int count) {
        for (int i = 0; i < count; i++) {
            byte[] each = module.clone();
            each[each.length - 1] = (byte) ('a' + i % 26);
            CoreModule compiled = engine.compile(each);
            call(compiled.instantiate(imports(compiled), Budget.of(1L << 30, 10_000)));
        }
    }

    private static long awaitUnloaded(long classes) {
        for (int i = 0; i < 20 && ManagementFactory.getClassLoadingMXBean().getLoadedClassCount() > classes; i++) {
            System.gc();
        }
        return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
    }

    private static long metaspace() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getName().equals("Metaspace"))
                .mapToLong((MemoryPoolMXBean pool) -> pool.getUsage().getUsed()).sum();
    }

    private static List<CoreExtern> imports(CoreModule module) {
        List<CoreExtern> imports = new ArrayList<>();
        for (CoreModule.CoreImport wanted : module.imports()) {
            var type = (CoreExternType.Function) wanted.type();
            long[] results = new long[type.results().size()];
            imports.add(CoreFunction.host(type, _ -> results));
        }
        return imports;
    }

    private static void print(String whose, CoreModule module) {
        List<CoreExtern> imports = imports(module);
        Budget budget = Budget.of(1L << 30, Integer.MAX_VALUE);
        int count = 20_000;
        double each = 0;
        for (int round = 0; round < Main.ROUNDS; round++) {
            long began = System.nanoTime();
            for (int i = 0; i < count; i++) {
                call(module.instantiate(imports, Budget.of(1L << 30, 10_000)));
            }
            each = Main.millis(began) * 1e3 / count;
        }
        CoreInstance[] kept = new CoreInstance[2_000];
        long before = heap();
        for (int i = 0; i < kept.length; i++) {
            kept[i] = module.instantiate(imports, budget);
            call(kept[i]);
        }
        long bytes = (heap() - before) / kept.length;
        Main.line("instances of hello.wasm, %-8s %8.1f us to instantiate and call, %6d bytes of heap each (%d)", whose,
                each,
                bytes, kept.length);
    }

    private static void call(CoreInstance instance) {
        ((CoreFunction) instance.export("compute").orElseThrow()).call(6, 7);
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Section 1 of a component is a core module; the others are skipped. */
    private static byte[] largestModule(byte[] component) {
        byte[] largest = {};
        int at = 8;
        while (at < component.length) {
            int id = component[at++];
            int size = 0;
            for (int shift = 0;; shift += 7) {
                byte next = component[at++];
                size |= (next & 0x7f) << shift;
                if (next >= 0) {
                    break;
                }
            }
            if (id == 1 && size > largest.length) {
                largest = Arrays.copyOfRange(component, at, at + size);
            }
            at += size;
        }
        return largest;
    }
}
