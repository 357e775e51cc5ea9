package dev.wippy.lua;

import dev.wippy.kernel.spi.ProcessContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** All that a script of one process calls. Used on the process's thread. */
final class ScriptHost implements HostCalls {

    /** How a script failed. */
    record Failed(LuaError error, String trace) {}

    private final Map<String, HostFunction> functions = new HashMap<>();
    private final ScriptStreams streams;
    private @Nullable Object result;
    private @Nullable Failed failed;

    ScriptHost(LuaProgram program, ProcessContext process) {
        streams = new ScriptStreams(process);
        functions.put("program", _ -> HostFunction.results(program(program, process)));
        functions.put("finish", arguments -> {
            result = arguments.value(0);
            return HostFunction.NONE;
        });
        functions.put("fail", arguments -> {
            LuaError error = arguments.value(0) instanceof LuaError known
                    ? known
                    : new LuaError("Internal", arguments.text(0));
            failed = new Failed(error, arguments.text(1));
            return HostFunction.NONE;
        });
        functions.put("now", _ -> HostFunction.results(process.time().nanoTime()));
        functions.put("wall", _ -> HostFunction.results(nanos(process.time().now())));
        functions.put("instant", arguments -> HostFunction.results(
                Instant.EPOCH.plusNanos(arguments.integer(0)).toString()));
        streams.offer(functions);
        new ScriptActor(process).offer(functions);
    }

    private static long nanos(Instant now) {
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    private static Map<String, @Nullable Object> program(LuaProgram program, ProcessContext process) {
        var launch = process.launch();
        List<@Nullable Object> arguments = new ArrayList<>(launch.arguments());
        arguments.addAll(launch.words());
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("source", program.source());
        program.method().ifPresent(method -> map.put("method", method));
        map.put("imports", program.imports());
        map.put("arguments", arguments);
        map.put("count", arguments.size());
        return map;
    }

    /** What the script returned. */
    @Nullable
    Object result() {
        return result;
    }

    /** How it failed, if it did. */
    Optional<Failed> failure() {
        return Optional.ofNullable(failed);
    }

    @Override
    public byte[] call(String name, List<@Nullable Object> arguments) {
        HostFunction function = functions.get(name);
        if (function == null) {
            throw new ScriptException(name + " is not there in this version");
        }
        return function.call(new HostFunction.Arguments(name, arguments));
    }

    @Override
    public void print(byte[] bytes) {
        streams.print(bytes);
    }
}
