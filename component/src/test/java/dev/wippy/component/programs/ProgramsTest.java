package dev.wippy.component.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wippy.component.CompiledComponent;
import dev.wippy.component.Component;
import dev.wippy.component.InstanceOptions;
import dev.wippy.engine.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Python and JavaScript, each a component with its whole interpreter. */
class ProgramsTest {
    private static List<Object> answers(CompiledComponent compiled) {
        var options = InstanceOptions.defaults().withImports(IdleHost.of(compiled.component()));
        try (var instance = compiled.instantiate(options)) {
            return List.of(instance.call("loop", 3_000_000), instance.call("fib", 24));
        }
    }

    /** 14 core modules that link dynamically, through a shared memory and table and globals. */
    @Test
    void a_component_of_componentize_py_answers_also_from_the_cache(@TempDir Path cache)
            throws IOException, InterruptedException {
        answersTwice(Programs.component("py"), cache);
    }

    @Test
    void a_component_of_componentize_js_answers_also_from_the_cache(@TempDir Path cache)
            throws IOException, InterruptedException {
        answersTwice(Programs.component("js"), cache);
    }

    private static void answersTwice(byte[] binary, Path cache) {
        long compiled;
        try (Engine engine = Engine.builder().cacheDirectory(cache).build()) {
            assertEquals(List.of(8_999_994, 46_368), answers(Component.parse(binary).compile(engine)));
            compiled = engine.statistics().compiled();
        }
        try (Engine engine = Engine.builder().cacheDirectory(cache).build()) {
            assertEquals(List.of(8_999_994, 46_368), answers(Component.parse(binary).compile(engine)));
            assertEquals(List.of(0L, compiled), List.of(engine.statistics().compiled(), engine.statistics()
                    .diskHits()));
        }
    }
}
