package dev.wippy.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.component.error.InvalidComponentException;
import dev.wippy.component.error.UnsupportedComponentException;
import dev.wippy.component.abi.Resource;
import dev.wippy.component.types.FunctionType;
import dev.wippy.engine.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Components in components; {@code src/test/guests} has them as text. */
class LinkingTest {
    private static final Engine ENGINE = Engine.builder().build();

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    private static Component component(String name) {
        try {
            return Component.parse(Files.readAllBytes(Path.of("src", "test", "guests", name + ".wasm")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ComponentInstance instance(String name) {
        return component(name).compile(ENGINE).instantiate(InstanceOptions.defaults());
    }

    @Test
    void a_resource_passes_from_one_nested_component_to_another() {
        try (var instance = instance("nested")) {
            assertEquals(42, instance.call("run", 21));
        }
    }

    @Test
    void a_resource_that_its_last_owner_drops_is_destroyed_where_it_was_defined() {
        try (var instance = instance("nested")) {
            instance.call("run", 4);
            instance.call("run", 5);
            assertEquals(List.of(18, 0), List.of(instance.call("one#dropped"), instance.call("two#dropped")));
        }
    }

    @Test
    void an_export_that_passes_through_another_component_keeps_its_resource_type() {
        try (var instance = instance("nested")) {
            Resource kept = (Resource) instance.call("keep", 3);
            Resource made = (Resource) instance.call("one#make", 3);
            assertSame(made.type(), kept.type());
            assertEquals(List.of("counter", 6, 6),
                    List.of(kept.type().name(), kept.representation(), instance.call("one#value", kept)));
        }
    }

    @Test
    void each_instance_of_a_component_has_a_resource_type_of_its_own() {
        try (var instance = instance("nested")) {
            Resource one = (Resource) instance.call("one#make", 1);
            Resource two = (Resource) instance.call("two#make", 1);
            assertNotSame(one.type(), two.type());
            assertThrows(IllegalStateException.class, () -> instance.call("two#value", one));
        }
    }

    @Test
    void the_exports_tell_the_resource_types_apart() {
        assertEquals(List.of("one#unused: func() -> u32", "one#make: func(start: u32) -> own<counter>",
                "one#value: func(self: borrow<counter>) -> u32", "one#dropped: func() -> u32",
                "two#unused: func() -> u32", "two#make: func(start: u32) -> own<counter>",
                "two#value: func(self: borrow<counter>) -> u32", "two#dropped: func() -> u32",
                "run: func(start: u32) -> u32", "keep: func(start: u32) -> own<counter>"),
                component("nested").functions().stream().map(ExportedFunction::toString).toList());
        assertEquals(type("one#make"), type("keep"));
        assertNotEquals(type("two#make"), type("keep"));
    }

    private static FunctionType type(String function) {
        return component("nested").function(function).orElseThrow().type();
    }

    @Test
    void the_resource_type_of_one_instance_does_not_fit_another() {
        assertEquals("argument 'make' is func(start: u32) -> own<counter>, but what is asked for is"
                + " func(start: u32) -> own<counter>; their resource types differ",
                assertThrows(InvalidComponentException.class, () -> component("mixed")).getMessage()
                        .replaceAll("^invalid component at 0x[0-9a-f]+: ", ""));
    }

    @Test
    void a_core_module_is_given_to_a_component() {
        try (var instance = instance("imported-module")) {
            assertEquals(List.of(42, 10), List.of(instance.call("add", 40, 2), instance.call("add3", 7)));
        }
    }

    @Test
    void a_component_is_given_to_a_component_that_knows_less_of_it() {
        try (var instance = instance("given-component")) {
            assertEquals(41, instance.call("made#less"));
        }
    }

    @Test
    void what_belongs_to_0_3_is_parsed_and_refused_by_name_at_instantiation() {
        CompiledComponent compiled = component("async").compile(ENGINE);
        assertEquals("future uses canon stream.new, which is not supported: it is of WASI 0.3",
                assertThrows(UnsupportedComponentException.class,
                        () -> compiled.instantiate(InstanceOptions.defaults())).getMessage());
    }

    @Test
    void what_belongs_to_0_3_is_instantiated_with_the_experimental_tasks() {
        try (var instance = component("async").compile(ENGINE)
                .instantiate(InstanceOptions.defaults().withExperimentalTasks())) {
            assertEquals(false, instance.poisoned());
        }
    }
}
