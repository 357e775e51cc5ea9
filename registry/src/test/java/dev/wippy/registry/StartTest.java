package dev.wippy.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.spi.Entries;
import dev.wippy.kernel.spi.EntryException;
import dev.wippy.kernel.spi.EntryKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());

    /** Starts as something that tells when it starts and when it is closed. */
    private final EntryKind part = AppFixture.kind("test.part", fields -> {
        String name = fields.entry();
        List<String> needs = fields.references("needs");
        boolean fails = fields.bool("fails").orElse(false);
        return entries -> {
            needs.forEach(each -> entries.get(each, Part.class));
            events.add("start " + name);
            if (fails) {
                throw new EntryException(ErrorKind.UNAVAILABLE, "fails", "it does");
            }
            return new Part(() -> events.add("close " + name));
        };
    });

    private record Part(Runnable onClose) implements AutoCloseable {
        @Override
        public void close() {
            onClose.run();
        }
    }

    @TempDir
    Path folder;

    AppFixture app;

    @BeforeEach
    void declare_parts() throws Exception {
        folder = folder.toRealPath();
        app = new AppFixture(folder).file("a.yaml", """
                namespace: a
                entries:
                  - {name: top, kind: test.part, needs: [left, right]}
                  - {name: left, kind: test.part, needs: [base]}
                  - {name: right, kind: test.part, needs: [base]}
                  - {name: base, kind: test.part}
                  - {name: alone, kind: test.part}
                """);
    }

    @Test
    void an_entry_starts_after_what_it_needs_and_closes_before_it() {
        try (App loaded = app.load(part)) {
            loaded.start("a:top", Part.class);
        }
        assertEquals(
                List.of(
                        "start a:base",
                        "start a:left",
                        "start a:right",
                        "start a:top",
                        "close a:top",
                        "close a:right",
                        "close a:left",
                        "close a:base"),
                events);
    }

    @Test
    void boot_starts_everything_once() {
        App loaded = app.load(part);
        loaded.start("a:left", Part.class);
        loaded.boot();
        loaded.boot();
        assertEquals(
                List.of("start a:base", "start a:left", "start a:right", "start a:top", "start a:alone"), events);
    }

    @Test
    void many_threads_that_start_an_entry_get_one_and_the_same() throws Exception {
        App loaded = app.load(part);
        List<Callable<Part>> starts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String id = i % 2 == 0 ? "a:left" : "a:right";
            starts.add(() -> loaded.start(id, Part.class));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Part> each : threads.invokeAll(starts)) {
                each.get();
            }
        }
        assertEquals(Set.of("start a:base", "start a:left", "start a:right"), Set.copyOf(events));
        assertEquals(3, events.size());
        assertSame(loaded.start("a:left", Part.class), loaded.start("a:left", Part.class));
    }

    @Test
    void entries_that_do_not_need_one_another_start_at_the_same_time() throws Exception {
        var both = new CountDownLatch(2);
        EntryKind meets = AppFixture.kind("test.meets", _ -> _ -> {
            both.countDown();
            try {
                return both.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        app.file("a.yaml", """
                namespace: a
                entries:
                  - {name: one, kind: test.meets}
                  - {name: two, kind: test.meets}
                """);
        App loaded = app.load(meets);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> starts = List.of(
                    () -> loaded.start("a:one", Boolean.class), () -> loaded.start("a:two", Boolean.class));
            for (Future<Boolean> met : threads.invokeAll(starts)) {
                assertEquals(true, met.get());
            }
        }
    }

    @Test
    void two_threads_that_start_what_needs_one_another_are_both_told() throws Exception {
        var both = new CountDownLatch(2);
        EntryKind asks = AppFixture.kind("test.asks", fields -> {
            String other = fields.looseReference("other").orElseThrow();
            return entries -> {
                both.countDown();
                try {
                    both.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return entries.get(other, Object.class);
            };
        });
        app.file("a.yaml", """
                namespace: a
                entries:
                  - {name: one, kind: test.asks, other: two}
                  - {name: two, kind: test.asks, other: one}
                """);
        App loaded = app.load(asks);
        Callable<String> one =
                () -> assertThrows(AppException.class, () -> loaded.start("a:one", Object.class)).getMessage();
        Callable<String> two =
                () -> assertThrows(AppException.class, () -> loaded.start("a:two", Object.class)).getMessage();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> told : threads.invokeAll(List.of(one, two))) {
                String message = told.get();
                assertTrue(message.contains("the entries need one another: a:"), message);
            }
        }
    }

    @Test
    void what_starts_while_the_app_is_closed_is_closed_too() {
        EntryKind late = AppFixture.kind("test.late", _ -> entries -> {
            entries.get("a:closer", Object.class);
            return new Part(() -> events.add("close late"));
        });
        var loaded = new App[1];
        EntryKind closer = AppFixture.kind("test.closer", _ -> _ -> {
            loaded[0].close();
            return new Object();
        });
        app.file("a.yaml", """
                namespace: a
                entries:
                  - {name: late, kind: test.late}
                  - {name: closer, kind: test.closer}
                """);
        loaded[0] = app.load(late, closer);
        AppException refused = assertThrows(AppException.class, () -> loaded[0].start("a:late", Object.class));
        assertEquals("a.yaml:3:6: a:late: the app was closed while a:late started", refused.getMessage());
        assertEquals(List.of("close late"), events);
    }

    @Test
    void what_fails_is_told_once_at_its_field_also_by_what_needs_it() {
        app.file("a.yaml", """
                namespace: a
                entries:
                  - {name: top, kind: test.part, needs: [base]}
                  - {name: base, kind: test.part, fails: true}
                  - {name: other, kind: test.part, fails: true}
                  - {name: good, kind: test.part}
                """);
        App loaded = app.load(part);
        AppException refused = assertThrows(AppException.class, loaded::boot);
        assertEquals(
                "a.yaml:4:42: a:base: fails: it does\na.yaml:5:43: a:other: fails: it does", refused.getMessage());
        AppException again = assertThrows(AppException.class, () -> loaded.start("a:top", Part.class));
        assertEquals("a.yaml:4:42: a:base: fails: it does", again.getMessage());
        assertEquals(ErrorKind.UNAVAILABLE, again.kind());
        assertEquals(List.of("start a:base", "start a:other", "start a:good"), events);
    }

    @Test
    void nothing_starts_in_an_app_that_something_is_wrong_with() {
        app.file("b.yaml", "namespace: b\nname: x\nkind: test.prat\n");
        App loaded = app.load(part);
        AppException refused = assertThrows(AppException.class, loaded::boot);
        assertEquals(
                "b.yaml:3:7: b:x: kind: unknown kind \"test.prat\" (did you mean \"test.part\"?)",
                refused.getMessage());
        assertEquals(List.of(), events);
    }

    @Test
    void entries_that_ask_for_one_another_as_they_start_are_told_so() {
        EntryKind asks = AppFixture.kind("test.asks", fields -> {
            String other = fields.looseReference("other").orElseThrow();
            return entries -> entries.get(other, Object.class);
        });
        app.file("a.yaml", """
                namespace: a
                entries:
                  - {name: one, kind: test.asks, other: two}
                  - {name: two, kind: test.asks, other: one}
                """);
        AppException refused = assertThrows(
                AppException.class, () -> app.load(asks).start("a:one", Object.class));
        assertEquals(
                "a.yaml:4:6: a:two: the entries need one another: a:one -> a:two -> a:one", refused.getMessage());
    }

    @Test
    void an_entry_that_is_not_there_or_something_else_is_told() {
        App loaded = app.load(part);
        KernelException missing = assertThrows(KernelException.class, () -> loaded.start("a:tpo", Part.class));
        assertEquals("there is no entry \"a:tpo\" (did you mean \"a:top\"?)", missing.getMessage());
        KernelException noNamespace = assertThrows(KernelException.class, () -> loaded.start("top", Part.class));
        assertEquals("there is no entry \"top\" (did you mean \"a:top\"?)", noNamespace.getMessage());
        KernelException other = assertThrows(KernelException.class, () -> loaded.start("a:base", Path.class));
        assertEquals("\"a:base\" is a test.part, which is no Path", other.getMessage());
        KernelException noProcess = assertThrows(KernelException.class, () -> loaded.template("a:base"));
        assertEquals("\"a:base\" is a test.part, of which no process can be made", noProcess.getMessage());
    }

    @Test
    void nothing_starts_once_the_app_is_closed() {
        App loaded = app.load(part);
        loaded.close();
        KernelException refused = assertThrows(KernelException.class, () -> loaded.start("a:base", Part.class));
        assertEquals("the app was closed, so a:base can't start", refused.getMessage());
    }

    @Test
    void one_that_fails_to_close_does_not_keep_the_others_open() {
        EntryKind bad = AppFixture.kind("test.bad", fields -> {
            fields.references("needs");
            return _ -> (AutoCloseable) () -> {
                throw new IllegalStateException("stuck");
            };
        });
        app.file("b.yaml", "namespace: b\nname: bad\nkind: test.bad\nneeds: [a:base]\n");
        App loaded = app.load(part, bad);
        loaded.start("b:bad", Object.class);
        KernelException failed = assertThrows(KernelException.class, loaded::close);
        assertEquals(
                "an entry failed to close: java.lang.IllegalStateException: stuck", failed.getMessage());
        assertEquals(List.of("start a:base", "close a:base"), events);
    }

    @Test
    void two_kinds_of_one_name_are_refused_with_their_origins() {
        KernelException refused = assertThrows(KernelException.class, () -> app.load(part, part));
        assertEquals(ErrorKind.CONFLICT, refused.kind());
        assertEquals(
                "two plugins serve the kind test.part: ",
                refused.getMessage().substring(0, "two plugins serve the kind test.part: ".length()));
    }

    @Test
    void texts_may_hold_variables() {
        EntryKind probe = AppFixture.kind("test.entries", _ -> entries -> entries);
        app.file("a.yaml", """
                namespace: a
                entries:
                  - {name: p, kind: test.entries}
                  - {name: s, kind: env.storage.static, values: {URL: "http://x", A: "${env:B|}"}}
                  - {name: url, kind: env.variable, variable: URL, storage: s}
                  - {name: PLAIN, kind: env.variable, default: d}
                  - {name: empty, kind: env.variable, variable: EMPTY, storage: s}
                  - {name: loop, kind: env.variable, variable: LOOP, default: "${env:LOOP}"}
                """);
        Entries entries = app.load(probe).start("a:p", Entries.class);
        assertEquals("no variable $here", entries.expand("no variable $here"));
        assertEquals("<http://x> d http://x", entries.expand("<${env:URL}> ${env:PLAIN} ${env:a:url}"));
        assertEquals("fallback , ${env:URL}", entries.expand("${env:EMPTY|fallback} ${env:NOWHERE|}, $${env:URL}"));
        KernelException empty = assertThrows(KernelException.class, () -> entries.expand("${env:EMPTY}"));
        assertEquals(
                "the variable EMPTY has neither value nor default (set it, or write a default: ${env:EMPTY|…})",
                empty.getMessage());
        KernelException unknown = assertThrows(KernelException.class, () -> entries.expand("${env:URI}"));
        assertEquals(
                "the variable URI has neither value nor default (declare it in an env.variable;"
                        + " did you mean \"URL\"?)",
                unknown.getMessage());
        KernelException loop = assertThrows(KernelException.class, () -> entries.expand("${env:LOOP}"));
        assertEquals(
                "a.yaml:8:63: a:loop: default: the entries need one another: a:loop -> a:loop", loop.getMessage());
    }
}
