package dev.wippy.lua;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.Event;
import dev.wippy.kernel.Exit;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Operation;
import dev.wippy.kernel.Pid;
import dev.wippy.kernel.Tie;
import dev.wippy.kernel.spi.Actor;
import dev.wippy.kernel.spi.Mailbox;
import dev.wippy.kernel.spi.ProcessContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** A script as a process among others (SPEC section 6), and how it waits. */
final class ScriptActor {
    private final ProcessContext process;
    private final ScriptCalls calls;
    private @Nullable Mailbox mailbox;

    ScriptActor(ProcessContext process, ScriptCalls calls) {
        this.process = process;
        this.calls = calls;
    }

    void offer(Map<String, HostFunction> functions) {
        functions.put("self", _ -> HostFunction.results(process.pid().toString()));
        functions.put("subscribe", _ -> {
            mailbox = process.mailbox();
            return HostFunction.NONE;
        });
        functions.put("poll", _ -> HostFunction.results(poll()));
        functions.put("next", arguments -> HostFunction.results(
                next(arguments.value(0) == null ? Optional.empty() : Optional.of(arguments.integer(0)))));
        functions.put("spawn", arguments -> spawn(arguments));
        functions.put("spawn_monitored", arguments -> spawn(arguments, Tie.MONITOR));
        functions.put("spawn_linked", arguments -> spawn(arguments, Tie.LINK));
        functions.put("spawn_linked_monitored", arguments -> spawn(arguments, Tie.LINK, Tie.MONITOR));
        functions.put("exec", this::exec);
        functions.put("send", arguments -> {
            String topic = arguments.text(1);
            Object payload = arguments.value(2);
            return does(arguments, pid -> actor().send(pid, topic, payload(payload)).thenReturn(true));
        });
        functions.put("cancel", arguments -> {
            String reason = arguments.optionalText(1).orElse("");
            return does(arguments, pid -> actor().cancel(pid, reason).thenReturn(true));
        });
        functions.put("terminate", arguments -> does(arguments, pid -> actor().terminate(pid).thenReturn(true)));
        functions.put("monitor", arguments -> does(arguments, pid -> actor().monitor(pid).thenReturn(true)));
        functions.put("unmonitor", arguments -> does(arguments, pid -> actor().unmonitor(pid)));
        functions.put("link", arguments -> does(arguments, pid -> actor().link(pid).thenReturn(true)));
        functions.put("unlink", arguments -> does(arguments, pid -> actor().unlink(pid)));
        functions.put("trap_links", arguments -> answer(arguments, actor().trapLinks(arguments.bool(0))));
        functions.put("register", arguments -> answer(
                arguments, actor().register(arguments.text(0)).thenReturn(true)));
        functions.put("unregister", arguments -> answer(
                arguments, actor().unregister(arguments.text(0)).thenReturn(true)));
        functions.put("lookup", arguments -> answer(
                arguments, actor().lookup(arguments.text(0)).map(Pid::toString)));
    }

    private Actor actor() {
        return process.actor();
    }

    // What it does to others

    private byte[] spawn(HostFunction.Arguments arguments, Tie... ties) {
        String entry = arguments.text(0);
        Optional<String> host = arguments.optionalText(1).map(id -> resolve(process, id));
        Launch launch = launch(arguments.from(2));
        return answer(arguments, actor().spawn(resolve(process, entry), host, launch, ties).map(Pid::toString));
    }

    private byte[] exec(HostFunction.Arguments arguments) {
        String entry = arguments.text(0);
        Optional<String> host = arguments.optionalText(1).map(id -> resolve(process, id));
        Launch launch = launch(arguments.from(2));
        Mono<Exit> end = actor().exec(resolve(process, entry), host, launch);
        try {
            Exit exit = process.await(end, Operation.of("process.exec"));
            if (exit == null) {
                return HostFunction.NONE;
            }
            return HostFunction.results(
                    exit.value(), exit.failure().map(LuaError::of).orElse(null));
        } catch (KernelException refused) {
            return HostFunction.results(null, LuaError.of(refused));
        }
    }

    /** An id without namespace is one of this entry's namespace. */
    static String resolve(ProcessContext process, String id) {
        String entry = process.entry();
        int colon = entry.indexOf(':');
        return id.indexOf(':') >= 0 || colon < 0 ? id : entry.substring(0, colon + 1) + id;
    }

    static Launch launch(List<@Nullable Object> arguments) {
        return Launch.of(arguments.stream().map(ScriptActor::payload).toArray());
    }

    /** An error that is sent is a map of its kind and its message. */
    private static @Nullable Object payload(@Nullable Object value) {
        return value instanceof LuaError(String kind, String message)
                ? Map.of("kind", kind, "message", message)
                : value;
    }

    /** To a process that is named by its pid or by its name. */
    private byte[] does(HostFunction.Arguments arguments, Function<Pid, Mono<Boolean>> operation) {
        String to = arguments.text(0);
        return answer(
                arguments,
                Mono.defer(() -> to.startsWith("{")
                        ? operation.apply(pid(to))
                        : actor().lookup(to).flatMap(operation)));
    }

    private static Pid pid(String text) {
        try {
            return Pid.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new KernelException(ErrorKind.INVALID, String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private byte[] answer(HostFunction.Arguments arguments, Mono<?> operation) {
        return HostFunction.answer(() -> process.await(operation, Operation.of("process." + arguments.function())));
    }

    // What comes in

    private @Nullable Object poll() {
        Mailbox open = mailbox;
        Object result = calls.poll();
        return open == null || result != null ? result : open.poll().map(ScriptActor::item).orElse(null);
    }

    private @Nullable Object next(Optional<Long> timeout) {
        Object first = poll();
        if (first != null) {
            return first;
        }
        Mailbox open = mailbox;
        if (open == null && timeout.isEmpty() && !calls.pending()) {
            throw new ScriptException("all tasks of the process wait for one another");
        }
        var operation = Operation.of(
                open != null ? "process.receive" : calls.pending() ? "funcs.call" : "time.sleep");
        process.await(Mono.<Void>create(sink -> {
            Disposable.Composite wakers = Disposables.composite();
            sink.onDispose(wakers);
            wakers.add(calls.onResult(sink::success));
            if (open != null) {
                wakers.add(open.readiness().onReady(sink::success));
            }
            timeout.ifPresent(nanos -> wakers.add(
                    process.time().schedule(sink::success, Duration.ofNanos(nanos))));
        }), operation);
        return poll();
    }

    private static Map<String, @Nullable Object> item(Event event) {
        var item = new LinkedHashMap<String, @Nullable Object>();
        item.put("type", event.type());
        event.sender().ifPresent(pid -> item.put("from", pid.toString()));
        switch (event) {
            case Event.Message message -> {
                item.put("topic", message.topic());
                item.put("payload", message.payload());
            }
            case Event.ExitEvent(Exit exit) -> ended(item, exit);
            case Event.LinkDown(Exit exit) -> ended(item, exit);
            case Event.Cancel cancel -> item.put("reason", cancel.reason());
        }
        return item;
    }

    private static void ended(Map<String, @Nullable Object> item, Exit exit) {
        item.put("at", exit.at().toEpochMilli());
        item.put("value", exit.value());
        exit.failure().ifPresent(failure -> item.put("error", LuaError.of(failure)));
    }
}
