package dev.wippy.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.distribution.Cli.Ran;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ps}, {@code kill} and {@code services}, at an app that runs. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunningAppTest {
    private static final String PID = "{app:processes|0x00001}";

    @TempDir
    private Path folder;

    private Path app;
    private Cli running;
    private Cli cli;
    private CompletableFuture<Integer> exit;

    @BeforeEach
    void an_app_that_runs() throws IOException {
        app = Files.createDirectory(folder.resolve("app"));
        Files.createDirectory(app.resolve("wasm"));
        byte[] sleep = Files.readAllBytes(Cli.HELLO.resolve("wasm/sleep.wasm"));
        Files.write(app.resolve("wasm/sleep.wasm"), sleep);
        Apps.write(app, """
                version: "1.0"
                namespace: app
                entries:
                  - {name: binaries, kind: fs.directory, directory: ./wasm}
                  - {name: processes, kind: process.host}
                  - name: sleep
                    kind: process.wasm
                    fs: binaries
                    path: /sleep.wasm
                    hash: sha256:%s
                    method: sleep
                    imports: [wasi:io]
                  - name: sleeper
                    kind: process.service
                    process: sleep
                    host: processes
                    input: [3600000]
                    lifecycle:
                      auto_start: true
                      restart: {initial_delay: 1h}
                """.formatted(Apps.sha256(sleep)));
        Path cache = folder.resolve("cache");
        running = new Cli(cache).in(app);
        cli = new Cli(cache).in(app);
        exit = CompletableFuture.supplyAsync(
                () -> running.run(new ByteArrayOutputStream(), new ByteArrayOutputStream(), "--log-level", "off",
                        "run"));
        while (!cli.run("ps", "--json").output().contains("\"state\":\"waiting\"")) {
            assertTrue(!exit.isDone(), "the app ended");
        }
    }

    @AfterEach
    void stop() {
        running.interrupts.raise(Interrupts.TERMINATED);
        assertEquals(Interrupts.TERMINATED, exit.join());
        assertEquals(1, cli.run("ps").exitCode());
    }

    /** With what differs from run to run replaced. */
    private static String plain(String text) {
        return text.replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
                .replaceAll("\\d+(\\.\\d+)? (us|ms|s|B|KiB)\\b", "FIGURE")
                .replaceAll(" +", " ");
    }

    @Test
    void ps_prints_what_runs_and_what_it_waits_for() {
        assertEquals(
                "PID ENTRY STATE WAITS FOR SINCE STEPS RAN FUEL MEMORY MAILBOX LINKS RESTARTS\n" + PID
                        + " app:sleep waiting wasi:io/poll.pollable.block (3600s) FIGURE 2 FIGURE FIGURE 0 0 0\n",
                plain(cli.run("ps").output()));
    }

    @Test
    void ps_of_one_prints_where_it_is() {
        String text = cli.run("ps", "0x1").output();
        assertEquals(plain(text), plain(cli.run("ps", PID).output()));
        assertTrue(plain(text).startsWith("pid " + PID + "\nentry app:sleep\nsince TIME\nstate waiting\n"), text);
        assertTrue(text.contains("\n    at sleep_ms ("), text);
        assertTrue(text.contains("\nin the host:\n    at java.base/java.lang.VirtualThread.park"), text);
    }

    @Test
    void one_that_is_killed_is_told_of_among_the_ended_and_its_service_backs_off() {
        assertEquals(Cli.printed(PID + " app:sleep: terminated\n"), cli.run("kill", "--now", "0x1"));
        while (cli.run("ps", "--ended").output().isEmpty()) {
            Thread.onSpinWait();
        }
        assertEquals(
                "TIME " + PID + " app:sleep after FIGURE Canceled: terminated\n",
                plain(cli.run("ps", "--ended").output()));
        while (!cli.run("services").output().contains("backing_off")) {
            Thread.onSpinWait();
        }
        String services = cli.run("services").output();
        assertTrue(services.contains("Canceled: terminated"), services);
        assertEquals(
                new Ran(1, "", "wippy: there is no process 0x1: it ended (wippy ps --ended), or never was\n"),
                cli.run("kill", "0x1"));
    }

    @Test
    void top_to_no_terminal_prints_once() {
        String text = plain(cli.run("top", "-n", "1").output());
        assertTrue(text.startsWith("1 process, FIGURE\n\nPID ENTRY"), text);
        assertEquals(4, text.lines().count());
    }

    @Test
    void what_is_no_pid_is_wrong_usage() {
        assertEquals(
                new Ran(2, "", "wippy: not a pid: seven (one looks like {myns:processes|0x00001}, or 0x1 for short)\n"),
                cli.run("ps", "seven"));
    }

    @Test
    void the_socket_is_in_a_folder_that_nobody_else_can_enter() throws IOException {
        Path sockets = folder.resolve("cache/wippy/run");
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(sockets)));
        Files.setPosixFilePermissions(sockets, PosixFilePermissions.fromString("rwxr-xr-x"));
        Ran refused = cli.run("ps");
        assertEquals(1, refused.exitCode());
        assertTrue(refused.error().contains("is open to others"), refused.error());
        Files.setPosixFilePermissions(sockets, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void a_question_that_makes_no_sense_is_answered_and_one_that_is_cut_off_too() throws IOException {
        for (String question : List.of("[\"dance\"]\n", "no JSON\n", "{}\n", "\n", "", "[\"ps\"", "x".repeat(10_000))) {
            AppSocket socket = AppSocket.ofRunning(
                    Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString()), app)
                    .getFirst();
            try (SocketChannel channel = socket.connect()) {
                channel.write(ByteBuffer.wrap(question.getBytes(StandardCharsets.UTF_8)));
                channel.shutdownOutput();
                String answer = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(answer.startsWith("2\n"), question + " -> " + answer);
            } catch (IOException reset) {
                assertTrue(question.length() > 4_096, "only one that is too long is cut: " + reset);
            }
        }
        assertEquals(0, cli.run("ps").exitCode());
    }

    @Test
    void a_socket_whose_process_is_gone_is_removed() throws IOException {
        Path sockets = folder.resolve("cache/wippy/run");
        Path live;
        try (var all = Files.list(sockets)) {
            live = all.findFirst().orElseThrow();
        }
        Path dead = sockets.resolve(live.getFileName().toString().replaceFirst("-.*", "-999999999999.sock"));
        Path early = sockets.resolve(live.getFileName().toString().replaceFirst("-.*", "-1.sock"));
        Files.createFile(dead);
        Files.createFile(early);
        assertEquals(0, cli.run("ps").exitCode());
        assertEquals(false, Files.exists(dead));
        assertEquals(true, Files.exists(early), "its process may be about to listen");
    }
}
