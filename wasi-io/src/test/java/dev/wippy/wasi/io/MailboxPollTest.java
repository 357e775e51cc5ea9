package dev.wippy.wasi.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Process;
import dev.wippy.kernel.Step;
import dev.wippy.kernel.Template;
import dev.wippy.kernel.WasmProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** A guest waits for its mailbox as for any pollable. */
class MailboxPollTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Kernel kernel = Kernel.builder().build();

    @AfterEach
    void close() {
        kernel.close();
    }

    private Template waiter() throws IOException {
        byte[] binary = Files.readAllBytes(Path.of("src/test/guests/mailbox.wasm"));
        return kernel.wasm(WasmProgram.of("test:waiter", binary, "wait").withImports("wasi:io", "process"));
    }

    @Test
    void a_guest_is_woken_by_a_message() throws IOException {
        StepVerifier.create(waiter().steps(Launch.of()))
                .expectNextCount(1)
                .assertNext(step -> {
                    assertEquals(
                            "wasi:io/poll.pollable.block (an event)",
                            ((Step.Suspended) step).operation().toString());
                })
                .then(() -> kernel.processes()
                        .send(new dev.wippy.kernel.Pid("kernel", 1), "wake", "up")
                        .block(LIMIT))
                .assertNext(step -> assertEquals(
                        1L, ((Number) ((Step.Exited) step).exit().value()).longValue()))
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void a_guest_that_was_asked_to_end_before_it_ran_finds_its_mailbox_ready() throws IOException {
        Process process = kernel.host(HostOptions.of("h")).spawn(waiter(), Launch.of());
        process.cancel("enough");
        long ready = ((Number) process.exit().block(LIMIT).value()).longValue();
        assertEquals(1, ready % 10);
    }
}
