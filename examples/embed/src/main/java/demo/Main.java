package demo;

import dev.wippy.embed.Wippy;
import dev.wippy.kernel.Event;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Limits;
import dev.wippy.kernel.Operation;
import dev.wippy.kernel.Process;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.kernel.Step;
import dev.wippy.kernel.Template;
import dev.wippy.kernel.Tie;
import java.nio.file.Path;
import java.util.Optional;

/** Runs a component of an app: once step by step, once on a host, watched by another process. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        try (var wippy = Wippy.builder().app(Path.of(args[0])).build()) {
            Template sleep = wippy.template("hello:sleep");

            // A process of the subscriber's own: it advances by one step for each one that is asked for.
            sleep.steps(100L).doOnNext(step -> System.out.println(describe(step))).blockLast();

            // A process of the host's, and one in Java that monitors it.
            ProcessHost host = wippy.host("hello:processes");
            Template watch = wippy.kernel().template("demo:watch", Optional.empty(), Limits.defaults(), process -> () -> {
                var event = (Event.ExitEvent) process.await(process.mailbox().receive(), Operation.of("watch"));
                return event.exit().value();
            });
            Process watcher = host.spawn(watch);
            Process sleeper = wippy.processes()
                    .spawn(watcher.pid(), host, sleep, Launch.of(200L), Tie.MONITOR)
                    .block();
            sleeper.steps().subscribe(step -> System.out.println(sleeper.pid() + ": " + describe(step)));
            System.out.println("the watcher heard: " + watcher.exit().block().value());
        }
    }

    private static String describe(Step step) {
        return switch (step) {
            case Step.Started _ -> "started";
            case Step.Suspended suspended -> "waits for " + suspended.operation();
            case Step.Exited exited -> "ended with " + exited.exit().value();
        };
    }
}
