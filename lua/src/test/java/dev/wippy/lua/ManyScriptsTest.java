package dev.wippy.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that wait for messages. */
class ManyScriptsTest {
    @TempDir
    Path folder;

    @Test
    void a_thousand_scripts_wait_and_each_answers_its_message() {
        try (var scripts = new Scripts(folder)) {
            scripts.add("child", """
                    local process = require("process")
                    local parent = ...
                    local event = process.receive()
                    assert(process.send(parent, "answer", 2 * event.payload))
                    """);
            scripts.add("script", """
                    local process = require("process")
                    local inbox, pids = process.inbox(), {}
                    for i = 1, 1000 do
                      pids[i] = assert(process.spawn("app:child", "app:processes", process.pid()))
                    end
                    for i = 1, 1000 do assert(process.send(pids[i], "go", i)) end
                    local sum = 0
                    for i = 1, 1000 do sum = sum + inbox:receive():payload():data() end
                    return sum
                    """);
            assertEquals(1_001_000L, scripts.value("script"));
        }
    }
}
