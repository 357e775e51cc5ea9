package dev.wippy.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class EngineTest {

    @Test
    void a_module_is_compiled_and_called() {
        try (Engine engine = Engine.builder().build()) {
            CoreModule module = engine.compile(Wat.binary("""
                    (module (func (export "add") (param i32 i32) (result i32)
                      (i32.add (local.get 0) (local.get 1))))
                    """));
            CoreInstance instance = module.instantiate(List.of(), Budget.of(1 << 20, 100));
            CoreFunction add = (CoreFunction) instance.export("add").orElseThrow();
            assertArrayEquals(new long[]{5}, add.call(2, 3));
        }
    }
}
