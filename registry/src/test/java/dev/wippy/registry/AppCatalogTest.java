package dev.wippy.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wippy.kernel.Exit;
import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Limits;
import dev.wippy.kernel.Operation;
import dev.wippy.kernel.Pid;
import dev.wippy.kernel.Tie;
import dev.wippy.kernel.spi.ProcessBody;
import dev.wippy.kernel.spi.ProcessContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Processes spawn the entries of a real app by id. */
class AppCatalogTest {
    private static final Operation WAIT = Operation.of("wait");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Kernel kernel = Kernel.builder().build();

    @AfterEach
    void close() {
        kernel.close();
    }

    private String run(Function<ProcessContext, Mono<?>> operation) {
        Exit exit = kernel.host(HostOptions.of("test:host"))
                .spawn(
                        kernel.template("test:java", Optional.empty(), Limits.defaults(), process -> new ProcessBody() {
                            @Override
                            public void init() {}

                            @Override
                            public Object run() {
                                return process.await(operation.apply(process), WAIT);
                            }

                            @Override
                            public void close() {}
                        }),
                        Launch.of())
                .exit()
                .block(LIMIT);
        return exit.failure().map(Object::toString).orElse(String.valueOf(exit.value()));
    }

    private String spawn(String entry, String host) {
        return run(process -> process.actor()
                .spawn(entry, Optional.of(host), Launch.of("you"), Tie.MONITOR)
                .then(process.mailbox().receive().map(event -> event.type() + " of " + event.sender().orElseThrow())));
    }

    @Test
    void an_entry_is_spawned_on_a_host_of_the_app_that_starts_with_it() {
        try (App _ = App.load(Path.of("../examples/hello"), kernel)) {
            assertEquals(
                    "EXIT of " + new Pid("hello:processes", 1), spawn("hello:greet", "hello:processes"));
            assertEquals("Hello, you!", run(process -> process.actor()
                    .exec("hello:greet", Optional.empty(), Launch.of("you"))
                    .map(Exit::value)));
        }
    }

    @Test
    void what_is_no_process_or_no_host_is_named() {
        try (App _ = App.load(Path.of("../examples/hello"), kernel)) {
            assertEquals(
                    "Invalid: \"hello:processes\" is a process.host, of which no process can be made",
                    spawn("hello:processes", "hello:processes"));
            assertEquals("NotFound: there is no process entry \"hello:nope\"", spawn("hello:nope", "hello:processes"));
            assertEquals("NotFound: there is no process host \"hello:nope\"", spawn("hello:greet", "hello:nope"));
        }
    }

    @Test
    void the_entries_of_a_closed_app_are_gone() {
        App.load(Path.of("../examples/hello"), kernel).close();
        assertEquals(
                "NotFound: there is no process entry \"hello:greet\"", spawn("hello:greet", "hello:processes"));
    }
}
