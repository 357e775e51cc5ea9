package dev.wippy.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.wippy.component.abi.Resource;
import dev.wippy.component.bind.JavaInterface;
import dev.wippy.component.bind.WitFunction;
import dev.wippy.component.bind.WitResource;
import dev.wippy.engine.Engine;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guests that were built for 0.2.0 and for 0.2.12 of one interface, with one implementation of it. */
class VersionsTest {
    private static final Engine ENGINE = Engine.builder().build();

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @WitResource("thing")
    record Thing(int value, List<String> log) implements AutoCloseable {
        @Override
        public void close() {
            log.add("drop " + value);
        }
    }

    static final class Things {
        final List<String> log = new ArrayList<>();

        @WitFunction("make")
        Thing make(long value) {
            log.add("make " + value);
            return new Thing((int) value, log);
        }

        @WitFunction("value")
        long value(Thing of) {
            log.add("value " + of.value);
            return of.value;
        }
    }

    private static ComponentInstance instance(Things things, String... versions) {
        var host = HostImports.builder();
        for (String each : versions) {
            host.bind("acme:kit/things@" + each,
                    HostInterface.of(JavaInterface.of(things, MethodHandles.lookup())));
        }
        return TestGuests.component("versions")
                .compile(ENGINE)
                .instantiate(InstanceOptions.defaults().withImports(host.build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.2.0", "0.2.5", "0.2.12", "0.2.13"})
    void guests_of_two_versions_link_to_one_implementation_of_any(String version) {
        Things things = new Things();
        try (var instance = instance(things, version)) {
            Resource thing = (Resource) instance.call("start", 21);
            assertEquals(42, instance.call("finish", thing));
        }
        assertEquals(List.of("make 42", "value 42", "drop 42"), things.log);
    }

    @Test
    void a_resource_is_the_same_by_either_version() {
        Things things = new Things();
        try (var instance = instance(things, "0.2.12")) {
            Resource thing = (Resource) instance.call("start", 1);
            assertSame(JavaInterface.resourceType(Thing.class).orElseThrow(), thing.type());
            assertEquals(new Thing(2, things.log), thing.representation());
        }
    }

    @Test
    void guests_in_one_component_pass_a_resource_on_that_is_each_ones_own_version() {
        Things things = new Things();
        try (var instance = instance(things, "0.2.12")) {
            assertEquals(10, instance.call("run", 5));
        }
        assertEquals(List.of("make 10", "value 10", "drop 10"), things.log);
    }

    @Test
    void each_version_gets_the_newest_that_is_offered_on_its_track() {
        Things old = new Things();
        Things newest = new Things();
        var host = HostImports.builder()
                .bind("acme:kit/things@0.2.3", HostInterface.of(JavaInterface.of(old, MethodHandles.lookup())))
                .bind("acme:kit/things@0.2.12", HostInterface.of(JavaInterface.of(newest, MethodHandles.lookup())))
                .bind("acme:kit/things@0.3.0", HostInterface.of(JavaInterface.of(old, MethodHandles.lookup())))
                .build();
        try (var instance = TestGuests.component("versions")
                .compile(ENGINE)
                .instantiate(InstanceOptions.defaults().withImports(host))) {
            instance.call("start", 1);
        }
        assertEquals(List.of(List.of(), List.of("make 2")), List.of(old.log, newest.log));
    }
}
