package dev.wippy.wasi.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.engine.Engine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What waiting for sockets costs. */
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class WaitingTest {

    /** How many a program may have; Java takes what it may. */
    private static long descriptors() throws IOException {
        String line = Files.readAllLines(Path.of("/proc/self/limits")).stream()
                .filter(each -> each.startsWith("Max open files"))
                .findFirst()
                .orElseThrow();
        String limit = line.substring("Max open files".length()).strip().split(" +")[1];
        return limit.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(limit);
    }

    @Test
    void ten_thousand_processes_that_wait_for_a_socket_hold_no_thread() throws Exception {
        int count = 10_000;
        long descriptors = descriptors();
        if (descriptors < count + 500) {
            System.out.println("skipped: a program may have " + descriptors + " files open here");
        }
        Assumptions.assumeTrue(descriptors >= count + 500);
        try (var engine = Engine.builder().build();
                var guests = new Guests(engine);
                var server = new HoldingServer(count)) {
            int threads = ManagementFactory.getThreadMXBean().getThreadCount();
            List<Guests.Run> runs = new ArrayList<>();
            var template = guests.template("echo.wasm", Guests.LOOPBACK, "wait", server.address());
            for (int i = 0; i < count; i++) {
                runs.add(guests.start(template));
            }
            server.awaitConnected();
            int more = ManagementFactory.getThreadMXBean().getThreadCount() - threads;
            System.out.println(count + " processes wait for a socket each, with " + more + " more platform threads");
            assertTrue(more < 50, more + " threads more");
            assertEquals(count, guests.kernel().usage().processes());
            server.answer();
            for (Guests.Run run : runs) {
                assertEquals(Optional.empty(), run.exit().failure());
                assertEquals("connected\n", run.output().text());
            }
        }
    }
}
