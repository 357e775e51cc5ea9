package dev.wippy.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.engine.Engine;
import dev.wippy.engine.Trap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Components as toolchains make them. */
class SharedGuestsTest {
    private static final Engine ENGINE = Engine.builder().build();

    private static ComponentInstance instance(String guest, InstanceOptions options) {
        return Component.parse(SharedGuests.bytes(guest)).compile(ENGINE).instantiate(options);
    }

    @Test
    void a_rust_component_computes() {
        try (var instance = instance("rust-wit/app.wasm", InstanceOptions.defaults())) {
            assertEquals(42, instance.call("compute", 6, 7));
        }
    }

    @Test
    void a_rust_component_greets() {
        try (var instance = instance("rust-wit/app.wasm", InstanceOptions.defaults())) {
            assertEquals(List.of("Hello, World!", "Hello, Ada!"),
                    List.of(instance.call("greet", Optional.empty()), instance.call("greet", Optional.of("Ada"))));
        }
    }
}
