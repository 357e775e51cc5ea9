package dev.wippy.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.component.error.InvalidComponentException;
import dev.wippy.component.abi.ComponentFunction;
import dev.wippy.component.abi.ResourceType;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.value.PlainValues;
import dev.wippy.engine.Engine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Parts of the format beyond the plain ones: visibility, attributes, lists of a fixed length, maps. */
class FormatTest {
    private static final Engine ENGINE = Engine.builder().build();

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Test
    void a_type_without_a_name_outside_is_named_with_what_speaks_of_it() {
        assertEquals("invalid component at 0x5c: export 'f' speaks of the type record {x: u32}, which no export before"
                + " it brings in",
                assertThrows(InvalidComponentException.class, () -> TestGuests.component("nameless")).getMessage());
    }

    /** Says a size. */
    private record Store(int size) implements HostInterface {
        @Override
        public Optional<ComponentFunction> function(String name, FunctionType type) {
            return Optional.of(_ -> size);
        }

        @Override
        public Optional<ResourceType> resource(String name) {
            return Optional.empty();
        }
    }

    private static ComponentInstance instance(HostImports.Builder host) {
        return TestGuests.component("attributes")
                .compile(ENGINE)
                .instantiate(InstanceOptions.defaults().withImports(host.build()));
    }

    @Test
    void an_instance_by_a_name_of_its_own_gets_what_is_bound_to_it_else_the_interface_that_it_is_of() {
        var host = HostImports.builder().bind("acme:kit/store@1.2.0", new Store(1)).bind("secondary", new Store(2));
        try (var instance = instance(host)) {
            assertArrayEquals(new Object[]{1, 2}, (Object[]) instance.call("sizes"));
        }
    }

    @Test
    void attributes_are_told() {
        assertEquals(List.of(Optional.of("db:one"), Optional.empty()),
                TestGuests.component("attributes")
                        .imports()
                        .stream()
                        .map(each -> each.attributes().externalId())
                        .toList());
    }

    @Test
    void lists_of_a_fixed_length_and_maps_cross() {
        try (var instance = instance(HostImports.builder())) {
            assertEquals(6, instance.call("sum", (Object) new byte[]{1, 2, 3}));
            ExportedFunction entries = instance.component().function("entries").orElseThrow();
            Object lifted = PlainValues.toLifted(entries.type().parameters().getFirst().type(), Map.of(7, "x"));
            assertEquals(List.of(List.of(7L, "x")), PlainValues.fromLifted(entries.type().result().orElseThrow(),
                    instance.call(entries, lifted)));
        }
    }

    @Test
    void a_list_of_another_length_is_refused() {
        try (var instance = instance(HostImports.builder())) {
            assertEquals("sum: a value of type list<u8, 3> has to be a byte[] of 3, not [B",
                    assertThrows(IllegalStateException.class, () -> instance.call("sum", (Object) new byte[2]))
                            .getMessage());
        }
    }

    @Test
    void the_functions_print_as_WIT() {
        assertEquals(List.of("sizes: func() -> list<u32, 2>", "sum: func(of: list<u8, 3>) -> u32",
                "entries: func(of: map<u32, char>) -> map<u32, char>"),
                TestGuests.component("attributes").functions().stream().map(ExportedFunction::toString).toList());
    }
}
