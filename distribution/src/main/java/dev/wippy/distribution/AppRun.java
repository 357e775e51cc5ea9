package dev.wippy.distribution;

import dev.wippy.kernel.Processes;
import dev.wippy.kernel.service.Service;
import dev.wippy.kernel.service.Services;
import dev.wippy.registry.App;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Bare {@code wippy run}: starts the app, and runs it until it is stopped or over. */
final class AppRun {
    /** How long an app that is to stop may take in all, whatever its services allow themselves. */
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(AppRun.class);

    private final Console console;
    private final App app;
    private final Processes processes;

    /** @param processes of the app, for those who look at it */
    AppRun(Console console, App app, Processes processes) {
        this.console = console;
        this.app = app;
        this.processes = processes;
    }

    /**
     * Returns the exit code: that of the interrupt that stopped it, else whether no service failed for good.
     *
     * @throws dev.wippy.registry.AppException with all that is wrong, before anything runs
     */
    int run() {
        app.warnings().forEach(warning -> console.error().println("warning: " + warning));
        Services services = app.services();
        if (services.all().isEmpty()) {
            throw new CommandException(ExitCode.NO_APP, nothingToStart());
        }
        Sinks.Empty<Boolean> interrupted = Sinks.empty();
        console.shell().interrupts().onInterrupt(interrupted::tryEmitEmpty);
        // As SIGPIPE would: else an app whose reader went away would go on unseen.
        console.output().onFailure(interrupted::tryEmitEmpty);
        LOG.info(
                "starts {}; Ctrl-C stops, and a second one at once",
                services.all().stream().map(Service::id).collect(Collectors.joining(", ")));
        try (AdminServer.Listening _ = listen(services)) {
            services.start().subscribe();
            Boolean sound = Mono.firstWithSignal(interrupted.asMono(), services.over()).toFuture().get();
            if (sound != null) {
                LOG.info("nothing runs any more");
                return sound ? ExitCode.OK : ExitCode.FAILED;
            }
            stop(services);
            return ExitCode.OK;
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("the end of the app was never told", e);
        }
    }

    /** An app that nobody can look at runs all the same. */
    private AdminServer.Listening listen(Services services) {
        var replies = new AdminReplies(processes, services);
        try {
            return AdminServer.start(console.shell().environment(), app.root(), replies::to)::close;
        } catch (IOException | RuntimeException refused) {
            LOG.warn("wippy ps will not find this app: {}", refused.getMessage());
            return () -> {};
        }
    }

    private void stop(Services services) throws ExecutionException, InterruptedException {
        Mono<Boolean> stopped = services.stop().thenReturn(true);
        Boolean inTime = stopped.timeout(SHUTDOWN_TIMEOUT, Mono.just(false)).toFuture().get();
        if (!inTime) {
            LOG.warn("not all services ended within {} s; what still runs is terminated", SHUTDOWN_TIMEOUT.toSeconds());
        }
    }

    private String nothingToStart() {
        if (app.entries().isEmpty()) {
            return "nothing to start: no entries found under " + app.root();
        }
        List<String> idle = app.idleServices();
        var message = new StringBuilder("nothing to start: ");
        if (idle.isEmpty()) {
            message.append("no entry is a service (a process.service runs a process, and starts it again)");
        } else {
            message.append("no service has lifecycle.auto_start: true (without it: ")
                    .append(String.join(", ", idle))
                    .append(')');
        }
        if (!app.commands().isEmpty()) {
            message.append("\nthere are commands: wippy run ")
                    .append(app.commands().getFirst().name())
                    .append(" runs one, wippy run list prints all");
        }
        return message.toString();
    }
}
