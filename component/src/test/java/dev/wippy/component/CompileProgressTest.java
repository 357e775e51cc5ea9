package dev.wippy.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.engine.CompileStatistics;
import dev.wippy.engine.CoreModule;
import dev.wippy.engine.Engine;
import dev.wippy.engine.WasmFrame;
import dev.wippy.engine.InvalidModuleException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CompileProgressTest {
    private static final byte[] VALID = {0, 'a', 's', 'm', 1, 0, 0, 0};

    /** A component that is nothing but core modules, each a valid one with a custom section of so many bytes. */
    private static byte[] component(int... sizes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[]{0, 'a', 's', 'm', 13, 0, 1, 0});
        for (int size : sizes) {
            bytes.write(1);
            bytes.write(VALID.length + 2 + size);
            bytes.writeBytes(VALID);
            // A custom section, or where the size says so something that is none.
            bytes.write(size == 3 ? 99 : 0);
            bytes.write(size);
            bytes.writeBytes(new byte[size]);
        }
        return bytes.toByteArray();
    }

    @Test
    void each_module_is_told_once_and_the_bytes_add_up() {
        Set<Integer> modules = new TreeSet<>();
        List<Long> bytes = new ArrayList<>();
        try (Engine engine = Engine.builder().build()) {
            Component.parse(component(1, 20, 5, 40)).compile(engine, (module, ready, all) -> {
                modules.add(module);
                bytes.add(ready);
                assertEquals(106, all);
            });
        }
        assertEquals(List.of(Set.of(0, 1, 2, 3), 106L, 4),
                List.of(modules, bytes.getLast(), bytes.stream().sorted().distinct().toList().size()));
    }

    @Test
    void the_first_invalid_module_is_the_one_that_is_told() {
        try (Engine engine = Engine.builder().build()) {
            byte[] two = component(1, 3, 40, 3);
            two[two.length - 5] = 98;
            assertEquals(assertThrows(InvalidModuleException.class,
                    () -> Component.parse(component(3)).compile(engine)).getMessage(),
                    assertThrows(InvalidModuleException.class, () -> Component.parse(two).compile(engine))
                            .getMessage());
        }
    }

    @Test
    void what_the_listener_throws_ends_the_compiling() {
        RuntimeException enough = new RuntimeException("enough");
        try (Engine engine = Engine.builder().build()) {
            Component component = Component.parse(component(1, 2, 4));
            assertSame(enough, assertThrows(RuntimeException.class, () -> component.compile(engine, (_, _, _) -> {
                throw enough;
            })));
        }
    }

    @Test
    void modules_are_compiled_side_by_side_and_not_on_the_callers_thread() {
        int threads = Math.min(4, Runtime.getRuntime().availableProcessors());
        if (threads < 2) {
            System.out.println("skipped: one processor compiles one module at a time");
            return;
        }
        Set<String> names = new ConcurrentSkipListSet<>();
        // Each waits for another: were there one at a time, none would end.
        CountDownLatch together = new CountDownLatch(threads);
        try (Engine engine = Engine.builder().build(); Engine waiting = new Engine() {
            @Override
            public CoreModule compile(byte[] binary) {
                names.add(Thread.currentThread().getName());
                together.countDown();
                try {
                    together.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return engine.compile(binary);
            }

            @Override
            public List<WasmFrame> frames(StackTraceElement[] trace) {
                return engine.frames(trace);
            }

            @Override
            public CompileStatistics statistics() {
                return engine.statistics();
            }

            @Override
            public void close() {}
        }) {
            Component.parse(component(1, 2, 4, 5)).compile(waiting);
        }
        assertEquals(Set.of("wippy-compile"), names);
    }
}
