package dev.wippy.kernel;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** Processes in Java with a given number of steps. */
final class JavaSteps {
    private static final Operation WAIT = Operation.of("wait");

    private JavaSteps() {}

    /** The view of a process that begins when somebody watches, so that all of its steps are seen. */
    static Publisher<Step> view(Kernel kernel, ProcessHost host, long steps) {
        return Flux.defer(() -> {
            var process = new HostedProcess[1];
            process[0] = (HostedProcess) host.spawn(
                    JavaProcess.template(
                            kernel,
                            Limits.defaults(),
                            context -> begin(host, context.pid(), steps),
                            context -> {
                                for (long i = 0; i < steps - 2; i++) {
                                    context.await(TestNaps.onceItWaits((ProcessRun) context), WAIT);
                                }
                                return null;
                            },
                            () -> {}),
                    Launch.of());
            // A process that nobody watches any more would wait for a watcher, with a permit, for ever.
            return process[0].steps().doFinally(_ -> process[0].terminate());
        });
    }

    private static void begin(ProcessHost host, Pid pid, long steps) {
        var process = (HostedProcess) host.kernel().processes().find(pid).orElseThrow();
        while (process.watchers() == 0 && !process.run().state().isEnding()) {
            Thread.yield();
        }
        if (steps == 1) {
            throw new KernelException(ErrorKind.INVALID, "has no step but its end");
        }
    }
}
