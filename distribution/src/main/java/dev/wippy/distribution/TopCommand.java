package dev.wippy.distribution;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wippy top}: the busiest processes of an app that runs, again and again. */
@Command(name = "top", description = "Print the processes that have run for longest, each second until Ctrl-C; once, if it is not to a terminal.")
final class TopCommand implements Callable<Integer> {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J";

    private final AdminClient client;
    private final Console console;

    @Mixin
    private final AppOptions app = new AppOptions();

    @Option(names = "-n", paramLabel = "COUNT", description = "How many (default: ${DEFAULT-VALUE}).")
    private int most = 20;

    TopCommand(AdminClient client, Console console) {
        this.client = client;
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<String> question = List.of("top", Integer.toString(Math.max(0, most)));
        if (!console.shell().terminals().output()) {
            return client.ask(app.process(), question.toArray(String[]::new));
        }
        var stopped = new CountDownLatch(1);
        console.shell().interrupts().onInterrupt(stopped::countDown);
        do {
            AdminServer.Reply reply = client.reply(app.process(), question);
            if (reply.exitCode() != ExitCode.OK) {
                throw new CommandException(reply.exitCode(), reply.text());
            }
            console.output().print((CLEAR_SCREEN + reply.text()).getBytes(StandardCharsets.UTF_8));
        } while (console.output().failure().isEmpty()
                && !stopped.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
        return ExitCode.OK;
    }
}
