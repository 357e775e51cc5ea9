package dev.wippy.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.distribution.Cli.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code wippy run} with services, in the real program. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AppRunTest {

    private static final String SERVICES = """
            version: "1.0"
            namespace: app
            entries:
              - {name: wasm_binaries, kind: fs.directory, directory: ./wasm}
              - {name: processes, kind: process.host}
              - name: beat
                kind: process.wasm
                fs: wasm_binaries
                path: /beat.wasm
                hash: sha256:%s
                method: run
                imports: [wasi:io, wasi:cli]
              - name: sleep
                kind: process.wasm
                fs: wasm_binaries
                path: /sleep.wasm
                hash: sha256:%s
                method: sleep
                imports: [wasi:io]
            """;

    @TempDir
    private static Path folder;

    private static Installation installation;

    @BeforeAll
    static void install() throws IOException {
        installation = new Installation(folder.resolve("installed"));
    }

    private static Path app(String name, String services) throws Exception {
        Path root = folder.resolve(name);
        Path wasm = Files.createDirectories(root.resolve("wasm"));
        String beat = binary(wasm, Path.of("../examples/services/wasm/beat.wasm"));
        String sleep = binary(wasm, Path.of("../examples/hello/wasm/sleep.wasm"));
        Files.writeString(root.resolve("a.yaml"), SERVICES.formatted(beat, sleep) + services.indent(2));
        return root;
    }

    /** Returns its hash. */
    private static String binary(Path folder, Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(folder.resolve(file.getFileName()), bytes);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static Process start(Path app, Path error) throws IOException {
        return installation
                .wippy(folder.resolve("cache"), "-C", app.toString(), "run")
                .redirectError(error.toFile())
                .start();
    }

    private static Ran ran(Process process, String first, Path error) throws Exception {
        String rest = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), first + rest, messages(error));
    }

    /** The log without times. */
    private static String messages(Path error) throws IOException {
        return Files.readString(error).replaceAll("(?m)^\\S+ (INFO|WARN|ERROR) \\w+ - ", "$1 ");
    }

    @Test
    void SIGTERM_stops_the_services_of_an_app_in_order() throws Exception {
        stops("TERM", 143);
    }

    @Test
    void Ctrl_C_stops_them_too_and_the_exit_code_says_so() throws Exception {
        assumeCtrlCIsHeard();
        stops("INT", 130);
    }

    /** Shells have their background jobs ignore SIGINT, which those pass on to all that they start. */
    private static void assumeCtrlCIsHeard() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return;
        }
        boolean ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1 << 2 - 1) != 0);
        if (ignored) {
            System.out.println("skipped: SIGINT is ignored here, as in a background job of a shell");
        }
        Assumptions.assumeFalse(ignored, "SIGINT is ignored here");
    }

    private static void signal(String signal, Process process) throws Exception {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor());
    }

    private static void stops(String signal, int code) throws Exception {
        Path error = folder.resolve("stderr-stop-" + signal);
        Process process = start(app("stopped-" + signal, """
                - name: top
                  kind: process.service
                  process: beat
                  host: processes
                  input: [top, 3600000]
                  lifecycle: {auto_start: true, requires: [base]}
                - {name: base, kind: process.service, process: sleep, host: processes, input: [3600000]}
                """), error);
        String first = new String(process.getInputStream().readNBytes("top 1\n".length()));
        signal(signal, process);
        assertEquals(
                new Ran(code, "top 1\n", """
                        INFO starts app:base, app:top; Ctrl-C stops, and a second one at once
                        INFO app:base: runs as {app:processes|0x00001}
                        INFO app:top: runs as {app:processes|0x00002}
                        INFO app:top: stopping; {app:processes|0x00002} has 10 s to end \
                        (lifecycle.stop_timeout)
                        INFO app:top: stopped
                        INFO app:base: stopping; {app:processes|0x00001} has 10 s to end \
                        (lifecycle.stop_timeout)
                        INFO app:base: stopped
                        """),
                ran(process, first, error));
    }

    @Test
    void a_second_Ctrl_C_does_not_wait_for_a_service_that_takes_no_notice() throws Exception {
        assumeCtrlCIsHeard();
        Path error = folder.resolve("stderr-second");
        Path root = app("second", """
                - name: deaf
                  kind: process.lua
                  source: |
                    local process = require("process")
                    print("listening")
                    while true do
                      local event = process.receive()
                      print(event.type)
                    end
                - name: stubborn
                  kind: process.service
                  process: deaf
                  host: processes
                  lifecycle: {auto_start: true, stop_timeout: 1h}
                """);
        Process process = start(root, error);
        String first = new String(process.getInputStream().readNBytes("listening\n".length()));
        signal("INT", process);
        String second = new String(process.getInputStream().readNBytes("CANCEL\n".length()));
        signal("INT", process);
        assertEquals(
                new Ran(130, "listening\nCANCEL\n", """
                        INFO starts app:stubborn; Ctrl-C stops, and a second one at once
                        INFO app:stubborn: runs as {app:processes|0x00001}
                        INFO app:stubborn: stopping; {app:processes|0x00001} has 60 min to end \
                        (lifecycle.stop_timeout)
                        """),
                ran(process, first + second, error));
    }

    @Test
    void an_app_whose_services_all_failed_for_good_ends_with_1() throws Exception {
        Path error = folder.resolve("stderr-fail");
        Process process = start(app("failing", """
                - name: bad
                  kind: process.service
                  process: beat
                  host: processes
                  input: [bad, 1, 1]
                  lifecycle:
                    auto_start: true
                    restart: {initial_delay: 20ms, jitter: 0, max_attempts: 2}
                """), error);
        assertEquals(
                new Ran(1, "bad 1\nbad 1\nbad 1\n", """
                        INFO starts app:bad; Ctrl-C stops, and a second one at once
                        INFO app:bad: runs as {app:processes|0x00001}
                        WARN app:bad: failed: Internal: it exited with code 1; restart 1 of 2 in 20 ms
                        INFO app:bad: runs as {app:processes|0x00002}, after restart 1 of 2
                        WARN app:bad: failed: Internal: it exited with code 1; restart 2 of 2 in 40 ms
                        INFO app:bad: runs as {app:processes|0x00003}, after restart 2 of 2
                        ERROR app:bad: failed: Internal: it exited with code 1; it was restarted 2 times in \
                        a row and is not any more (lifecycle.restart.max_attempts)
                        INFO nothing runs any more
                        """),
                ran(process, "", error));
    }

    @Test
    void an_app_without_a_service_that_starts_says_which_could() throws Exception {
        Path root = app("idle", """
                - {name: one, kind: process.service, process: beat, host: processes, input: [one, 1]}
                - {name: two, kind: process.service, process: beat, host: processes, input: [two, 1]}
                """);
        assertEquals(
                new Ran(
                        3,
                        "",
                        "wippy: nothing to start: no service has lifecycle.auto_start: true (without it: app:one,"
                                + " app:two)\n"),
                new Cli(folder.resolve("cache")).in(root).run("run"));
    }

    @Test
    void an_app_whose_reader_goes_away_stops() throws Exception {
        Path error = folder.resolve("stderr-pipe");
        Path app = app("piped", """
                - name: quick
                  kind: process.service
                  process: beat
                  host: processes
                  input: [quick, 5]
                  lifecycle: {auto_start: true}
                """);
        Process process = installation
                .shell(
                        folder.resolve("cache"),
                        "sh",
                        "-c",
                        "{ \"$WIPPY\" -C '" + app + "' run; echo \"code $?\" >&2; } | head -n 1")
                .redirectError(error.toFile())
                .start();
        Ran ran = ran(process, "", error);
        assertEquals("quick 1\n", ran.output());
        assertTrue(ran.error().endsWith("code 141\n"), ran.error());
    }
}
