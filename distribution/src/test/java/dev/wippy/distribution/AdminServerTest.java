package dev.wippy.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminServerTest {

    @TempDir
    private Path folder;

    @Test
    void an_answer_that_is_larger_than_a_socket_s_buffer_comes_whole() throws IOException {
        Path app = Files.createDirectory(folder.resolve("app"));
        Map<String, String> environment = Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString());
        String table = "a line of a table\n".repeat(300_000);
        var shell = new Shell(new ByteArrayInputStream(new byte[0]), OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(), Shell.Terminals.NONE, environment, app, Optional.empty(),
                new Interrupts(_ -> {}));
        try (var _ = AdminServer.start(environment, app, _ -> new AdminServer.Reply(ExitCode.OK, table))) {
            var client = new AdminClient(new GlobalOptions(), new Console(shell));
            assertEquals(
                    new AdminServer.Reply(ExitCode.OK, table), client.reply(OptionalLong.empty(), List.of("ps")));
        }
    }
}
