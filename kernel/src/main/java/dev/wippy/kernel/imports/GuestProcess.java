package dev.wippy.kernel.imports;

import dev.wippy.component.bind.Result;
import dev.wippy.component.bind.Unsigned;
import dev.wippy.component.bind.WitErrorException;
import dev.wippy.component.bind.WitFunction;
import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Operation;
import dev.wippy.kernel.Pid;
import dev.wippy.kernel.Tie;
import dev.wippy.kernel.spi.Actor;
import dev.wippy.kernel.spi.Mailbox;
import dev.wippy.kernel.spi.ProcessContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The interface {@code wippy:runtime/process}. */
final class GuestProcess {
    private static final Operation RECEIVE = Operation.of("wippy:runtime/process.receive");

    private final ProcessContext process;
    private final Actor actor;
    private final Mailbox mailbox;

    GuestProcess(ProcessContext process) {
        this.process = process;
        this.actor = process.actor();
        this.mailbox = process.mailbox();
    }

    @WitFunction("self")
    String self() {
        return actor.self().toString();
    }

    @WitFunction("spawn")
    Mono<String> spawn(String entry, Optional<String> host, List<List<Piece>> arguments) {
        return spawned(entry, host, arguments);
    }

    @WitFunction("spawn-monitored")
    Mono<String> spawnMonitored(String entry, Optional<String> host, List<List<Piece>> arguments) {
        return spawned(entry, host, arguments, Tie.MONITOR);
    }

    @WitFunction("spawn-linked")
    Mono<String> spawnLinked(String entry, Optional<String> host, List<List<Piece>> arguments) {
        return spawned(entry, host, arguments, Tie.LINK);
    }

    @WitFunction("spawn-linked-monitored")
    Mono<String> spawnLinkedMonitored(String entry, Optional<String> host, List<List<Piece>> arguments) {
        return spawned(entry, host, arguments, Tie.LINK, Tie.MONITOR);
    }

    private Mono<String> spawned(String entry, Optional<String> host, List<List<Piece>> arguments, Tie... ties) {
        return answer(() -> actor.spawn(entry, host, launch(arguments), ties)).map(Pid::toString);
    }

    @WitFunction("exec")
    Mono<Result<List<Piece>, GuestEvent.GuestError>> exec(
            String entry, Optional<String> host, List<List<Piece>> arguments) {
        return answer(() -> actor.exec(entry, host, launch(arguments))).map(GuestEvent::outcome);
    }

    private static Launch launch(List<List<Piece>> arguments) {
        return Launch.of(arguments.stream().map(Pieces::toValue).toArray());
    }

    @WitFunction("send")
    void send(String to, String topic, List<Piece> payload) {
        does(to, pid -> actor.send(pid, topic, Pieces.toValue(payload)));
    }

    @WitFunction("receive")
    Optional<GuestEvent> receive(Optional<@Unsigned Long> timeout) {
        var next = timeout.isPresent()
                ? mailbox.receive(duration(timeout.get()))
                : mailbox.receive();
        return Optional.ofNullable(process.await(next, RECEIVE)).map(GuestEvent::of);
    }

    /** An unsigned number of nanoseconds; past what a {@code long} holds, some 292 years will do. */
    private static Duration duration(long nanos) {
        return Duration.ofNanos(nanos < 0 ? Long.MAX_VALUE : nanos);
    }

    @WitFunction("cancel")
    void cancel(String to, String reason) {
        does(to, pid -> actor.cancel(pid, reason));
    }

    @WitFunction("terminate")
    void terminate(String to) {
        does(to, actor::terminate);
    }

    @WitFunction("monitor")
    void monitor(String to) {
        does(to, actor::monitor);
    }

    @WitFunction("unmonitor")
    boolean unmonitor(String to) {
        return Boolean.TRUE.equals(does(to, actor::unmonitor));
    }

    @WitFunction("link")
    void link(String to) {
        does(to, actor::link);
    }

    @WitFunction("unlink")
    boolean unlink(String to) {
        return Boolean.TRUE.equals(does(to, actor::unlink));
    }

    @WitFunction("trap-links")
    void trapLinks(boolean trap) {
        process.await(actor.trapLinks(trap), Operation.of("wippy:runtime/process.trap-links"));
    }

    @WitFunction("register")
    Mono<Void> register(String name) {
        return answer(() -> actor.register(name));
    }

    @WitFunction("unregister")
    Mono<Void> unregister(String name) {
        return answer(() -> actor.unregister(name));
    }

    @WitFunction("lookup")
    Mono<String> lookup(String name) {
        return answer(() -> actor.lookup(name)).map(Pid::toString);
    }

    /** A process by its pid or by its name; these operations are done at once, and no wait is a step. */
    private <T> @Nullable T does(String to, Function<Pid, Mono<T>> operation) {
        Mono<T> named = to.startsWith("{")
                ? answer(() -> operation.apply(pid(to)))
                : answer(() -> actor.lookup(to).flatMap(operation));
        return process.await(named, Operation.of("wippy:runtime/process"));
    }

    private static Pid pid(String text) {
        try {
            return Pid.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new KernelException(ErrorKind.INVALID, String.valueOf(wrong.getMessage()), wrong);
        }
    }

    /** What the kernel refuses is the guest's {@code err}. */
    private static <T> Mono<T> answer(java.util.function.Supplier<Mono<T>> operation) {
        return Mono.defer(operation)
                .onErrorMap(
                        KernelException.class,
                        refused -> new WitErrorException(new GuestEvent.GuestError(
                                refused.kind(), String.valueOf(refused.getMessage()))));
    }
}
