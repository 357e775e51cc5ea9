package dev.wippy.kernel.service;

import dev.wippy.component.types.FunctionType;
import dev.wippy.kernel.Guests;
import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Limits;
import dev.wippy.kernel.Operation;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.kernel.Template;
import dev.wippy.kernel.spi.ProcessBody;
import dev.wippy.kernel.spi.ProcessContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Services of real processes, written in Java: each run does what stands next in a script. */
final class Runs implements AutoCloseable {
    static final Operation WAIT = Operation.of("wait");
    static final Duration LIMIT = Duration.ofSeconds(60);

    /** Restarts after 1, 2, 4 … seconds exactly. */
    static final Lifecycle EXACT = with(new RestartPolicy(Duration.ofSeconds(1), Duration.ofSeconds(90), 2, 0, 0));

    final Kernel kernel = Kernel.builder().build();
    final ProcessHost host = kernel.host(HostOptions.of("h"));

    /** What has happened, in order. */
    final List<String> events = new CopyOnWriteArrayList<>();

    /** When runs were launched. */
    final List<Instant> launches = new CopyOnWriteArrayList<>();

    /** How many runs were launched while another process ran. */
    final AtomicInteger besideOneAnother = new AtomicInteger();

    static Lifecycle with(RestartPolicy restart) {
        Lifecycle otherwise = Lifecycle.DEFAULT;
        return new Lifecycle(
                true, otherwise.startTimeout(), otherwise.stopTimeout(), otherwise.stableThreshold(), restart);
    }

    /** Waits for its end. */
    static @Nullable Object forEver(ProcessContext process) {
        return process.await(Mono.never(), WAIT);
    }

    static @Nullable Object fails(ProcessContext process) {
        throw new IllegalStateException("boom");
    }

    /** Works for so long, and fails. */
    static Function<ProcessContext, @Nullable Object> failsAfter(Duration duration) {
        return process -> {
            process.await(process.time().delay(duration), WAIT);
            throw new IllegalStateException("boom");
        };
    }

    /** The last of the script is done by all further runs. */
    @SafeVarargs
    final Service service(String id, Lifecycle lifecycle, Function<ProcessContext, @Nullable Object>... script) {
        return service(id, lifecycle, Optional.empty(), _ -> {}, script);
    }

    @SafeVarargs
    final Service service(
            String id,
            Lifecycle lifecycle,
            Optional<FunctionType> signature,
            java.util.function.Consumer<ProcessContext> init,
            Function<ProcessContext, @Nullable Object>... script) {
        Queue<Function<ProcessContext, @Nullable Object>> left = new ConcurrentLinkedQueue<>(List.of(script));
        Template template = kernel.template(id, signature, Limits.defaults(), process -> new ProcessBody() {
            @Override
            public void init() {
                init.accept(process);
                events.add("ready " + id);
            }

            @Override
            public @Nullable Object run() {
                return (left.size() > 1 ? left.remove() : left.element()).apply(process);
            }

            @Override
            public void close() {
                events.add("ended " + id);
            }
        });
        Supplier<ServiceRun> launch = () -> {
            besideOneAnother.addAndGet(kernel.processes().count());
            launches.add(kernel.time().now());
            events.add("launch " + id);
            return ServiceRun.of(host.spawn(template, Launch.of()), template);
        };
        return Service.of(id, lifecycle, kernel.time(), launch);
    }

    /** Waits for a state; a service that is in it is there. */
    static ServiceStatus reaches(Service service, ServiceState state) {
        return service.statuses().filter(each -> each.state() == state).blockFirst(LIMIT);
    }

    /** @param restarts how many in a row */
    static ServiceStatus reaches(Service service, ServiceState state, int restarts) {
        return service.statuses()
                .filter(each -> each.state() == state && each.restarts() == restarts)
                .blockFirst(LIMIT);
    }

    /** Waits until the one process that there is has come to a wait, and its timer is set. */
    void untilItWaits() {
        while (kernel.processes().all().isEmpty()) {
            Thread.yield();
        }
        Guests.untilItWaits(kernel.processes().all().getFirst());
    }

    @Override
    public void close() {
        kernel.close();
    }
}
