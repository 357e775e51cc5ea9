package dev.wippy.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.component.abi.ComponentFunction;
import dev.wippy.component.abi.ResourceType;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.InterfaceName;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which version of an interface a component gets. */
class HostImportsTest {

    private record Named(String name) implements HostInterface {

        @Override
        public Optional<ComponentFunction> function(String function, FunctionType type) {
            return Optional.empty();
        }

        @Override
        public Optional<ResourceType> resource(String resource) {
            return Optional.empty();
        }
    }

    private static final HostImports IMPORTS = imports("wasi:io/poll@0.2.12", "acme:x/y@1.4.0", "acme:x/y@1.10.0",
            "acme:x/y@2.0.0", "acme:x/y", "acme:small/z@0.0.3", "acme:pre/z@1.0.0-rc.1", "plain");

    private static HostImports imports(String... names) {
        HostImports.Builder builder = HostImports.builder();
        for (String each : names) {
            builder.bind(each, new Named(each));
        }
        return builder.build();
    }

    private static String found(String asked) {
        return IMPORTS.instance(InterfaceName.parse(asked)).map(each -> ((Named) each).name()).orElse("none");
    }

    @Test
    void any_patch_of_a_minor_version_before_1_is_compatible() {
        assertEquals("wasi:io/poll@0.2.12", found("wasi:io/poll@0.2.0"));
        assertEquals("wasi:io/poll@0.2.12", found("wasi:io/poll@0.2.99"));
        assertEquals("none", found("wasi:io/poll@0.3.0"));
        assertEquals("none", found("wasi:io/poll@1.2.12"));
    }

    @Test
    void the_newest_minor_version_from_1_on_is_taken() {
        assertEquals("acme:x/y@1.10.0", found("acme:x/y@1.2.3"));
        assertEquals("acme:x/y@2.0.0", found("acme:x/y@2.1.0"));
        assertEquals("none", found("acme:x/y@3.0.0"));
    }

    @Test
    void a_patch_of_0_0_stands_for_itself() {
        assertEquals("acme:small/z@0.0.3", found("acme:small/z@0.0.3"));
        assertEquals("none", found("acme:small/z@0.0.4"));
    }

    @Test
    void a_pre_release_stands_for_itself() {
        assertEquals("acme:pre/z@1.0.0-rc.1", found("acme:pre/z@1.0.0-rc.1"));
        assertEquals("none", found("acme:pre/z@1.0.0"));
        assertEquals("none", found("acme:pre/z@1.0.0-rc.2"));
    }

    @Test
    void no_version_matches_no_version_only() {
        assertEquals("acme:x/y", found("acme:x/y"));
        assertEquals("none", found("wasi:io/poll"));
    }

    @Test
    void a_name_is_bound_once() {
        assertEquals("two implementations are bound to plain", assertThrows(IllegalArgumentException.class,
                () -> imports("plain", "plain")).getMessage());
    }

    @Test
    void a_name_that_is_none_is_refused() {
        assertEquals("'0.2' in 'wasi:io/poll@0.2' is not a semantic version, such as 1.2.3",
                assertThrows(IllegalArgumentException.class, () -> imports("wasi:io/poll@0.2")).getMessage());
    }
}
