package dev.wippy.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wippy.kernel.spi.Fields;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntryFieldsTest {
    @TempDir
    Path folder;

    private App app;

    /** Reads an entry whose fields are those lines, of which the first is the fourth of the file. */
    private <T> T read(String fields, Function<Fields, T> reading) {
        var value = new AtomicReference<T>();
        app = new AppFixture(folder)
                .file("a.yaml", "namespace: a\nname: e\nkind: test.any\n" + fields)
                .load(AppFixture.kind("test.any", each -> {
                    value.set(reading.apply(each));
                    return _ -> "";
                }));
        return value.get();
    }

    private void assertProblems(String... expected) {
        assertEquals(
                Arrays.asList(expected), app.problems().stream().map(Problem::toString).toList());
    }

    @Test
    void fields_have_types() {
        List<Object> values = read(
                "s: x\nb: true\ni: -3\nd: 1m30s\nk: 64KiB\nn: 12\nl: [a, b]\nm: {s: y}\n",
                fields -> List.of(
                        fields.string("s"),
                        fields.bool("b"),
                        fields.integer("i"),
                        fields.duration("d"),
                        fields.size("k"),
                        fields.size("n"),
                        fields.strings("l"),
                        fields.map("m").orElseThrow().string("s")));
        assertEquals(
                List.of(
                        Optional.of("x"),
                        Optional.of(true),
                        OptionalLong.of(-3),
                        Optional.of(Duration.ofSeconds(90)),
                        OptionalLong.of(65_536),
                        OptionalLong.of(12),
                        List.of("a", "b"),
                        Optional.of("y")),
                values);
        assertProblems();
        assertEquals(List.of(), app.warnings());
    }

    @Test
    void what_has_the_wrong_type_is_a_problem_at_its_place_and_taken_as_absent() {
        List<Object> values = read(
                "s: 0755\nb: yes\ni: 1.5\nd: 5\nk: 5 apples\nl: x\nm: [1]\ng: 123456789012345678901\n"
                        + "c: {}\nx: [{}, y]\n",
                fields -> List.of(
                        fields.string("s"),
                        fields.bool("b"),
                        fields.integer("i"),
                        fields.duration("d"),
                        fields.size("k"),
                        fields.strings("l"),
                        fields.map("m"),
                        fields.integer("g"),
                        fields.string("c"),
                        fields.strings("x")));
        assertEquals(
                List.of(
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        List.of(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        Optional.empty(),
                        List.of("y")),
                values);
        assertProblems(
                "a.yaml:4:4: a:e: s: must be a string, and not the number 0755 (write \"0755\" in quotes)",
                "a.yaml:5:4: a:e: b: must be true or false, and not the string \"yes\" (write it without quotes)",
                "a.yaml:6:4: a:e: i: must be a whole number, and not the number 1.5",
                "a.yaml:7:4: a:e: d: must be a duration, such as 300ms, 5s or 1m30s, and not the number 5",
                "a.yaml:8:4: a:e: k: must be a number of bytes, or a size such as 64KiB, 64MiB or 1GiB, and not the"
                        + " string \"5 apples\"",
                "a.yaml:9:4: a:e: l: must be a list",
                "a.yaml:10:4: a:e: m: must be a map",
                "a.yaml:11:4: a:e: g: is too large: 123456789012345678901",
                "a.yaml:12:4: a:e: c: must be a single value, and not a map",
                "a.yaml:13:5: a:e: x[0]: must be a string");
    }

    @Test
    void a_required_field_is_there_and_not_empty() {
        read("a:\nb: \"\"\nm: {}\n", fields -> fields.requiredString("a") + fields.requiredString("b")
                + fields.requiredString("c") + fields.map("m").orElseThrow().requiredString("d"));
        assertProblems(
                "a.yaml:2:1: a:e: c: c is required",
                "a.yaml:4:3: a:e: a: a is required",
                "a.yaml:5:4: a:e: b: b is required",
                "a.yaml:6:1: a:e: m.d: d is required");
    }

    @Test
    void a_reference_has_the_namespace_of_its_entry_unless_it_names_one() {
        List<Object> ids = read(
                "r: e\nl: [e, 'b:x', '']\nw: other\nq: 'c:d:e'\n",
                fields -> List.of(
                        fields.reference("r"),
                        fields.references("l"),
                        fields.looseReference("w"),
                        fields.looseReference("q")));
        assertEquals(
                List.of(Optional.of("a:e"), List.of("a:e", "b:x"), Optional.of("a:other"), Optional.of("c:d:e")), ids);
        assertProblems(
                "a.yaml:4:4: a:e: r: the entries need one another: a:e -> a:e",
                "a.yaml:5:5: a:e: l[0]: the entries need one another: a:e -> a:e",
                "a.yaml:5:8: a:e: l[1]: there is no entry \"b:x\"",
                "a.yaml:5:15: a:e: l[2]: must be the id of an entry");
    }

    @Test
    void fields_in_lists_of_maps_have_paths() {
        read("wasi:\n  mounts:\n    - {fs: 1}\n    - {fs: x, gest: y}\n", fields -> {
            for (Fields mount : fields.map("wasi").orElseThrow().maps("mounts")) {
                mount.string("fs");
                mount.requiredString("guest");
            }
            return "";
        });
        assertProblems(
                "a.yaml:6:7: a:e: wasi.mounts[0].guest: guest is required",
                "a.yaml:6:12: a:e: wasi.mounts[0].fs: must be a string, and not the number 1 (write \"1\" in quotes)",
                "a.yaml:7:7: a:e: wasi.mounts[1].guest: guest is required");
        assertEquals(
                List.of("a.yaml:7:15: a:e: wasi.mounts[1].gest: unknown field (did you mean \"guest\"?)"),
                app.warnings().stream().map(Problem::toString).toList());
    }

    @Test
    void a_kind_that_fails_is_a_problem_of_the_entry() {
        read("x: 1\n", _ -> {
            throw new IllegalStateException("oops");
        });
        assertProblems("a.yaml:3:7: a:e: kind: the kind test.any failed to read this entry:"
                + " java.lang.IllegalStateException: oops");
    }

    @Test
    void durations_and_sizes_have_bounds() {
        assertEquals(Optional.of(Duration.ofMillis(1500)), Quantities.duration("1.5s"));
        assertEquals(Optional.of(Duration.ofNanos(3_600_000_001_005L)), Quantities.duration("1h1µs5ns"));
        assertEquals(Optional.empty(), Quantities.duration(""));
        assertEquals(Optional.empty(), Quantities.duration("-1s"));
        assertEquals(Optional.empty(), Quantities.duration("9999999999h"));
        assertEquals(OptionalLong.of(1L << 33), Quantities.size("8GiB"));
        assertEquals(OptionalLong.empty(), Quantities.size("8589934592GiB"));
        assertEquals(OptionalLong.empty(), Quantities.size("1MB"));
    }
}
