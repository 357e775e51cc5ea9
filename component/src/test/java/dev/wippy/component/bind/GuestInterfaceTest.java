package dev.wippy.component.bind;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.component.CompiledComponent;
import dev.wippy.component.Component;
import dev.wippy.component.ComponentInstance;
import dev.wippy.component.InstanceOptions;
import dev.wippy.engine.Engine;
import dev.wippy.engine.Trap;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GuestInterfaceTest {
    private static final Engine ENGINE = Engine.builder().build();
    private static CompiledComponent compiled;

    private final ComponentInstance instance = compiled.instantiate(InstanceOptions.defaults());

    @BeforeAll
    static void compile() throws IOException {
        compiled = Component.parse(Files.readAllBytes(Path.of("src", "test", "guests", "counters.wasm")))
                .compile(ENGINE);
    }

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @AfterEach
    void closeInstance() {
        instance.close();
    }

    private <T> T proxy(Class<T> api) {
        return instance.proxy(api, MethodHandles.lookup());
    }

    enum Color {
        RED,
        DARK_BLUE
    }

    enum Marks {
        BOLD,
        THIN
    }

    sealed interface Outline {
        record None() implements Outline {}

        record Round(long radius) implements Outline {}

        record Free(List<Long> points) implements Outline {}
    }

    record At(int x, double y) {}

    record Box(byte a, short b, int c, long d) {}

    record Shape(String name, byte[] rawData, Optional<Color> color, Set<Marks> marks, Outline outline, At at,
            @Unsigned long id, Box box) {}

    interface World {
        Shape same(Shape shape);

        default String sameName(Shape shape) {
            return same(shape).name();
        }
    }

    private static Shape shape(Outline outline, Optional<Color> color) {
        return new Shape("ä", new byte[]{1, -1}, color, EnumSet.of(Marks.THIN), outline, new At(-7, 0.5), -1L,
                new Box((byte) -1, (short) -2, -3, -4L));
    }

    @Test
    void a_record_comes_back_as_it_went() {
        World world = proxy(World.class);
        Shape sent = shape(new Outline.Free(List.of(1L, 0xffff_ffffL)), Optional.of(Color.DARK_BLUE));
        Shape back = world.same(sent);
        assertArrayEquals(sent.rawData(), back.rawData());
        assertEquals(
                new Shape(sent.name(), back.rawData(), sent.color(), Set.of(Marks.THIN), sent.outline(), sent.at(),
                        sent.id(), sent.box()), back);
        assertEquals(new Outline.None(), world.same(shape(new Outline.None(), Optional.empty())).outline());
        assertEquals(new Outline.Round(3), world.same(shape(new Outline.Round(3), Optional.empty())).outline());
    }

    @Test
    void a_default_method_runs_in_java() {
        assertEquals("ä", proxy(World.class).sameName(shape(new Outline.None(), Optional.empty())));
    }

    @Test
    void a_proxy_is_itself_alone() {
        World one = proxy(World.class);
        World other = proxy(World.class);
        assertEquals(one, one);
        assertNotEquals(one, other);
        assertEquals(one.hashCode(), one.hashCode());
        assertEquals("World of the component", one.toString());
    }

    @WitResource("counter")
    interface Counter extends AutoCloseable {
        long value();

        @Override
        void close();
    }

    enum Trouble {
        NONE,
        TOO_SMALL
    }

    @WitInterface("acme:count/counters")
    interface Counters {
        Counter counter(long start);

        Counter tryMake(int start);

        @WitFunction("[static]counter.try-make")
        Result<Counter, Trouble> make(int start);

        Counter merge(Counter one, Counter other);

        @Unsigned
        int dropped();
    }

    @Test
    void a_resource_of_the_guest_is_an_object() {
        Counters counters = proxy(Counters.class);
        try (Counter counter = counters.counter(42)) {
            assertEquals(42, counter.value());
            assertEquals("Counter[counter]", counter.toString());
            assertEquals(0, counters.dropped());
        }
        assertEquals(42, counters.dropped());
    }

    @Test
    void a_resource_is_dropped_once() {
        Counters counters = proxy(Counters.class);
        Counter counter = counters.counter(42);
        counter.close();
        counter.close();
        assertEquals(42, counters.dropped());
        assertEquals("self of [method]counter.value: a Counter is closed, or was passed on",
                assertThrows(IllegalArgumentException.class, counter::value).getMessage());
    }

    @Test
    void a_resource_that_is_passed_on_is_no_longer_ours() {
        Counters counters = proxy(Counters.class);
        Counter one = counters.counter(1);
        Counter other = counters.counter(2);
        Counter merged = counters.merge(one, other);
        assertEquals(List.of(3L, 3), List.of(merged.value(), counters.dropped()));
        assertThrows(IllegalArgumentException.class, one::value);
        one.close();
        assertEquals(3, counters.dropped());
    }

    @Test
    void a_call_that_is_not_made_takes_nothing() {
        Counters counters = proxy(Counters.class);
        Counter one = counters.counter(1);
        assertEquals("argument 2 of merge: a Counter is closed, or was passed on",
                assertThrows(IllegalArgumentException.class, () -> counters.merge(one, one)).getMessage());
        assertEquals("argument 2 of merge: a Counter is null",
                assertThrows(IllegalArgumentException.class, () -> counters.merge(one, null)).getMessage());
        assertEquals(1, one.value());
    }

    @Test
    void a_result_is_an_object_or_what_success_carries() {
        Counters counters = proxy(Counters.class);
        assertEquals(5, counters.tryMake(5).value());
        assertEquals("too-small",
                assertThrows(WitErrorException.class, () -> counters.tryMake(0)).error());
        assertEquals(Result.err(Trouble.TOO_SMALL), counters.make(0));
        assertTrue(counters.make(1) instanceof Result.Ok<Counter, Trouble>(Counter counter) && counter.value() == 1);
    }

    @Test
    void a_value_out_of_range_is_named() {
        assertEquals("argument 1 of [constructor]counter: -1 is not in the range of u32, 0 to 4294967295",
                assertThrows(IllegalArgumentException.class, () -> proxy(Counters.class).counter(-1)).getMessage());
    }

    @Test
    void an_instance_that_is_closed_traps() {
        Counters counters = proxy(Counters.class);
        instance.close();
        assertThrows(Trap.class, counters::dropped);
    }

    interface Wrong {
        Shape same(String shape);

        void other(Map<String, List<@Unsigned Integer>> values, Optional<byte[]> raw);
    }

    @Test
    void a_mismatch_shows_both_sides_as_WIT() {
        String message = assertThrows(BindException.class, () -> proxy(Wrong.class)).getMessage();
        String wit = "same: func(shape: record {name: string, raw-data: list<u8>, color: option<enum {red, dark-blue}>,"
                + " marks: flags {bold, thin}, outline: variant {none, round(u32), free(list<u32>)}, at: tuple<s32,"
                + " f64>, id: u64, box: tuple<s8, s16, s32, s64>}) -> record {name: string, raw-data: list<u8>, color:"
                + " option<enum {red, dark-blue}>, marks: flags {bold, thin}, outline: variant {none, round(u32),"
                + " free(list<u32>)}, at: tuple<s32, f64>, id: u64, box: tuple<s8, s16, s32, s64>}";
        assertEquals(Set.of("dev.wippy.component.bind.GuestInterfaceTest$Wrong does not fit the component:",
                "  parameter 1 (shape): record {name: string, raw-data: list<u8>, color: option<enum {red, dark-blue}>,"
                        + " marks: flags {bold, thin}, outline: variant {none, round(u32), free(list<u32>)}, at:"
                        + " tuple<s32, f64>, id: u64, box: tuple<s8, s16, s32, s64>} is a record of 8 in Java, not"
                        + " java.lang.String",
                "    Java: same: func(shape: string) -> shape", "    WIT:  " + wit,
                "  no function is exported for the method",
                "    Java: other: func(values: map<string, list<u32>>, raw: option<list<u8>>)"),
                Set.copyOf(message.lines().distinct().toList()));
    }

    @WitInterface("acme:count/none")
    interface None {}

    @Test
    void an_interface_that_is_not_exported_is_named_with_those_that_are() {
        assertEquals("dev.wippy.component.bind.GuestInterfaceTest$None is of the interface acme:count/none, which the"
                + " component does not export; it exports [acme:count/counters@1.2.0, color, marks, outline, shape,"
                + " same]", assertThrows(BindException.class, () -> proxy(None.class)).getMessage());
    }

    @WitResource("other")
    interface Other {}

    @WitInterface("acme:count/counters")
    interface OtherCounters {
        Other counter(long start);
    }

    @Test
    void a_class_of_another_resource_type_does_not_fit() {
        assertEquals("""
                dev.wippy.component.bind.GuestInterfaceTest$OtherCounters does not fit acme:count/counters@1.2.0:
                  result: dev.wippy.component.bind.GuestInterfaceTest$Other is for the resource type other, not for \
                counter
                    Java: counter: func(start: s64) -> other
                    WIT:  [constructor]counter: func(start: u32) -> own<counter>""",
                assertThrows(BindException.class, () -> proxy(OtherCounters.class)).getMessage());
    }
}
