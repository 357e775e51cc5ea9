package dev.wippy.lua;

import dev.wippy.kernel.Exit;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Step;
import dev.wippy.kernel.Template;
import dev.wippy.kernel.spi.Entries;
import dev.wippy.kernel.spi.ProcessContext;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Calls of function entries, which run while the script goes on. Each call is a process of its own; ending the caller
 * ends it.
 */
final class ScriptCalls {
    private final ProcessContext process;
    private final Entries entries;
    private final Map<Long, Disposable> running = new HashMap<>();
    private final Queue<Map<String, @Nullable Object>> results = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Runnable> waiting = new AtomicReference<>();
    private long count;

    ScriptCalls(ProcessContext process, Entries entries) {
        this.process = process;
        this.entries = entries;
    }

    void offer(Map<String, HostFunction> functions) {
        functions.put("async", arguments -> {
            long number = ++count;
            if (number == 1) {
                process.onClose(() -> List.copyOf(running.values()).forEach(Disposable::dispose));
            }
            String function = ScriptActor.resolve(process, arguments.text(0));
            Launch launch = ScriptActor.launch(arguments.from(1));
            running.put(number, call(function, launch)
                    .subscribe(exit -> came(number, ended(exit)), error -> came(number, refused(error))));
            return HostFunction.results(number);
        });
        functions.put("async_cancel", arguments -> {
            Disposable call = running.remove(arguments.integer(0));
            if (call != null) {
                call.dispose();
            }
            return HostFunction.NONE;
        });
    }

    private Mono<Exit> call(String function, Launch launch) {
        return Mono.fromCallable(() -> entries.get(function, Template.class))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMapMany(template -> template.steps(launch))
                .ofType(Step.Exited.class)
                .next()
                .map(Step.Exited::exit);
    }

    private static Map<String, @Nullable Object> ended(Exit exit) {
        var result = new LinkedHashMap<String, @Nullable Object>();
        result.put("value", exit.value());
        exit.failure().ifPresent(failure -> result.put("error", LuaError.of(failure)));
        return result;
    }

    private static Map<String, @Nullable Object> refused(Throwable error) {
        var result = new LinkedHashMap<String, @Nullable Object>();
        result.put(
                "error",
                error instanceof KernelException known
                        ? LuaError.of(known)
                        : new LuaError("Internal", String.valueOf(error.getMessage())));
        return result;
    }

    private void came(long number, Map<String, @Nullable Object> result) {
        result.put("type", "RESULT");
        result.put("call", number);
        results.add(result);
        Runnable wake = waiting.getAndSet(null);
        if (wake != null) {
            wake.run();
        }
    }

    /** What a call came to, if one has ended. */
    @Nullable
    Map<String, @Nullable Object> poll() {
        Map<String, @Nullable Object> result = results.poll();
        if (result != null) {
            running.remove(result.get("call"));
        }
        return result;
    }

    /** Whether some call has not ended. */
    boolean pending() {
        return !running.isEmpty();
    }

    /** Runs something once, as soon as a call has ended. */
    Disposable onResult(Runnable wake) {
        waiting.set(wake);
        if (!results.isEmpty() && waiting.compareAndSet(wake, null)) {
            wake.run();
        }
        return () -> waiting.compareAndSet(wake, null);
    }
}
