package dev.wippy.registry.kinds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.service.Lifecycle;
import dev.wippy.kernel.service.RestartPolicy;
import dev.wippy.kernel.service.Service;
import dev.wippy.kernel.service.ServiceState;
import dev.wippy.registry.App;
import dev.wippy.registry.AppException;
import dev.wippy.registry.AppFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceKindTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    AppFixture app;

    @BeforeEach
    void give_the_app_a_process_and_a_host() throws IOException {
        folder = folder.toRealPath();
        byte[] hello = Files.readAllBytes(Path.of("../examples/hello/wasm/hello.wasm"));
        app = new AppFixture(folder).file("wasm/hello.wasm", hello);
        String entry = "fs: files, path: hello.wasm, hash: \"" + ContentHash.of(hello) + "\"";
        app.file("a.yaml", """
                namespace: a
                entries:
                  - {name: files, kind: fs.directory, directory: wasm}
                  - {name: processes, kind: process.host}
                  - {name: compute, kind: process.wasm, method: compute, %s}
                  - {name: fail, kind: process.wasm, method: fail, %s}
                """.formatted(entry, entry));
    }

    private void services(String yaml) {
        app.file("b.yaml", "namespace: a\nentries:\n" + yaml.indent(2));
    }

    @Test
    void what_is_not_written_is_as_by_default_and_what_is_counts() {
        services("""
                - {name: plain, kind: process.service, process: compute, host: processes, input: [6, 7]}
                - name: own
                  kind: process.service
                  process: compute
                  host: processes
                  input: [6, 7]
                  lifecycle:
                    auto_start: true
                    start_timeout: 1s
                    stop_timeout: 2s
                    stable_threshold: 3s
                    requires: [plain]
                    restart: {initial_delay: 4s, max_delay: 5m, backoff_factor: 3, jitter: 0.5, max_attempts: 7}
                """);
        try (Kernel kernel = Kernel.builder().build();
                App loaded = App.load(folder, kernel)) {
            assertEquals(List.of(), loaded.problems());
            assertEquals(List.of(), loaded.warnings());
            assertEquals(
                    new Lifecycle(
                            false,
                            Duration.ofSeconds(10),
                            Duration.ofSeconds(10),
                            Duration.ofSeconds(5),
                            new RestartPolicy(Duration.ofSeconds(1), Duration.ofSeconds(90), 2.0, 0.1, 0)),
                    loaded.start("a:plain", Service.class).lifecycle());
            assertEquals(
                    new Lifecycle(
                            true,
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(3),
                            new RestartPolicy(Duration.ofSeconds(4), Duration.ofMinutes(5), 3, 0.5, 7)),
                    loaded.start("a:own", Service.class).lifecycle());
        }
    }

    @Test
    void those_that_start_with_the_app_bring_what_they_require() {
        services("""
                - name: top
                  kind: process.service
                  process: compute
                  host: processes
                  input: [6, 7]
                  lifecycle: {auto_start: true, requires: [base]}
                - {name: base, kind: process.service, process: compute, host: processes, input: [1, 2]}
                - {name: idle, kind: process.service, process: compute, host: processes, input: [1, 2]}
                """);
        try (Kernel kernel = Kernel.builder().build();
                App loaded = App.load(folder, kernel)) {
            var services = loaded.services();
            assertEquals(
                    List.of("a:base", "a:top"),
                    services.all().stream().map(Service::id).toList());
            assertEquals(List.of("a:base", "a:idle"), loaded.idleServices());
            services.start().block(LIMIT);
            assertEquals(true, services.over().block(LIMIT));
            assertEquals(
                    ServiceState.INACTIVE,
                    loaded.start("a:idle", Service.class).status().state());
        }
    }

    @Test
    void a_guest_that_returns_err_has_failed() {
        services("""
                - name: bad
                  kind: process.service
                  process: fail
                  host: processes
                  lifecycle: {auto_start: true, restart: {initial_delay: 1ms, max_attempts: 2}}
                """);
        try (Kernel kernel = Kernel.builder().build();
                App loaded = App.load(folder, kernel)) {
            var services = loaded.services();
            services.start().block(LIMIT);
            assertEquals(false, services.over().block(LIMIT));
            var status = services.all().getFirst().status();
            assertEquals(
                    "Internal: it returned err: this guest fails on purpose",
                    status.failure().get().toString());
            assertEquals(2, status.restarts());
        }
    }

    @Test
    void all_that_is_wrong_with_it_is_told_at_load() {
        services("""
                - {name: none, kind: process.service}
                - name: bad
                  kind: process.service
                  process: nowhere
                  host: files
                  input: 6
                  lifecycle:
                    auto_start: 1
                    requires: [processs]
                    restart: {backoff_factor: 0.5, jitter: 2, max_attempts: -1, max_delay: 5}
                """);
        assertEquals(
                List.of(
                        "b.yaml:3:6: a:none: process: process is required",
                        "b.yaml:3:6: a:none: host: host is required",
                        "b.yaml:6:14: a:bad: process: there is no entry \"a:nowhere\"",
                        "b.yaml:7:11: a:bad: host: \"a:files\" is a fs.directory (needed is process.host)",
                        "b.yaml:8:12: a:bad: input: must be a list, one item for each argument, such as [6, 7]",
                        "b.yaml:10:19: a:bad: lifecycle.auto_start: must be true or false, and not the number 1"
                                + " (write it without quotes)",
                        "b.yaml:11:18: a:bad: lifecycle.requires[0]: there is no entry \"a:processs\""
                                + " (did you mean \"a:processes\"?)",
                        "b.yaml:12:33: a:bad: lifecycle.restart.backoff_factor: must be a number of at least 1,"
                                + " such as 2.0",
                        "b.yaml:12:46: a:bad: lifecycle.restart.jitter: must be a number from 0 to 1, such as 0.1",
                        "b.yaml:12:63: a:bad: lifecycle.restart.max_attempts: cannot be negative (0 is no limit),"
                                + " nor more than 2147483647",
                        "b.yaml:12:78: a:bad: lifecycle.restart.max_delay: must be a duration, such as 300ms, 5s or"
                                + " 1m30s, and not the number 5"),
                app.problems());
    }

    @Test
    void services_that_require_one_another_are_told_at_load() {
        services("""
                - name: one
                  kind: process.service
                  process: compute
                  host: processes
                  lifecycle: {requires: [two]}
                - name: two
                  kind: process.service
                  process: compute
                  host: processes
                  lifecycle: {requires: [one]}
                """);
        assertEquals(
                List.of("b.yaml:12:28: a:two: lifecycle.requires[0]: the entries need one another: a:one -> a:two"
                        + " -> a:one"),
                app.problems());
    }

    @Test
    void an_input_that_does_not_fit_and_a_process_that_is_none_are_told_at_boot() {
        services("""
                - {name: few, kind: process.service, process: compute, host: processes, input: [6]}
                - {name: text, kind: process.service, process: compute, host: processes, input: [6, x]}
                - {name: dir, kind: process.service, process: files, host: processes}
                """);
        try (Kernel kernel = Kernel.builder().build();
                App loaded = App.load(folder, kernel)) {
            for (var expected : List.of(
                    List.of("a:few", "b.yaml:3:82: a:few: input: parameter count mismatch: expected 2, got 1"),
                    List.of("a:text", "b.yaml:4:83: a:text: input: argument 2 (b): expected u32, got \"x\""),
                    List.of(
                            "a:dir",
                            "b.yaml:5:49: a:dir: process: \"a:files\" is a fs.directory, of which no process can be made"))) {
                var wrong = assertThrows(
                        AppException.class, () -> loaded.start(expected.getFirst(), Service.class));
                assertEquals(expected.getLast(), wrong.getMessage());
            }
        }
    }
}
