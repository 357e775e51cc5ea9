package dev.wippy.registry.kinds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.registry.App;
import dev.wippy.registry.AppFixture;
import dev.wippy.registry.TerminalHost;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostKindsTest {
    @TempDir
    Path folder;

    AppFixture app;

    @BeforeEach
    void begin_with_an_empty_app() {
        app = new AppFixture(folder);
    }

    @Test
    void hosts_start_as_hosts_of_the_kernel() {
        app.file("a.yaml", """
                namespace: a
                entries:
                  - name: processes
                    kind: process.host
                    host: {workers: 2, max_processes: 10}
                    lifecycle: {auto_start: true, requires: [terminal]}
                  - name: terminal
                    kind: terminal.host
                    hide_logs: true
                """);
        try (Kernel kernel = Kernel.builder().build();
                App loaded = App.load(folder, kernel)) {
            assertEquals(List.of(), loaded.problems());
            assertEquals(List.of(), loaded.warnings());
            assertEquals(
                    "a:processes", loaded.start("a:processes", ProcessHost.class).id());
            TerminalHost terminal = loaded.start("a:terminal", TerminalHost.class);
            assertEquals(List.of("a:terminal", true), List.of(terminal.host().id(), terminal.hideLogs()));
        }
    }

    @Test
    void what_is_not_honoured_yet_is_said() {
        app.file("a.yaml", """
                namespace: a
                name: h
                kind: process.host
                host: {queue_size: 5, max_memory: 1GiB, hibernate_after: 10s}
                lifecycle:
                  start_timeout: 5s
                  stop_timeout: 5s
                  stable_threshold: 5s
                  restart: {initial_delay: 1s, max_delay: 90s, backoff_factor: 2.0, jitter: 0.1, max_attempts: 0}
                """);
        assertEquals(List.of(), app.problems());
        assertEquals(
                List.of(
                        "a.yaml:6:18: a:h: lifecycle.start_timeout: has no effect on a process.host",
                        "a.yaml:7:17: a:h: lifecycle.stop_timeout: has no effect on a process.host",
                        "a.yaml:8:21: a:h: lifecycle.stable_threshold: has no effect on a process.host",
                        "a.yaml:9:12: a:h: lifecycle.restart: has no effect on a process.host"),
                app.warnings());
    }

    @Test
    void fields_of_the_wrong_type_are_problems() {
        app.file("a.yaml", """
                namespace: a
                name: h
                kind: process.host
                host: {workers: 0, max_processes: many}
                lifecycle:
                  auto_start: 1
                  start_timeout: 5
                  requires: [nobody]
                  restart: {jitter: x, max_attempts: -1}
                """);
        assertEquals(
                List.of(
                        "a.yaml:4:17: a:h: host.workers: must be at least 1, and less than 2^31, and not 0",
                        "a.yaml:4:35: a:h: host.max_processes: must be a whole number, and not the string \"many\"",
                        "a.yaml:6:15: a:h: lifecycle.auto_start: must be true or false, and not the number 1"
                                + " (write it without quotes)",
                        "a.yaml:7:18: a:h: lifecycle.start_timeout: must be a duration, such as 300ms, 5s or 1m30s,"
                                + " and not the number 5",
                        "a.yaml:8:14: a:h: lifecycle.requires[0]: there is no entry \"a:nobody\"",
                        "a.yaml:9:21: a:h: lifecycle.restart.jitter: must be a number from 0 to 1, such as 0.1",
                        "a.yaml:9:38: a:h: lifecycle.restart.max_attempts: cannot be negative (0 is no limit), nor more than"
                                + " 2147483647"),
                app.problems());
    }
}
