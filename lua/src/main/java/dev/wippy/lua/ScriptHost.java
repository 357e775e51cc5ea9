package dev.wippy.lua;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.spi.ProcessContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** All that a script of one process calls. Used on the process's thread. */
final class ScriptHost implements HostCalls {

    /** How a script failed. */
    record Failed(LuaError error, String trace) {}

    private static final Logger LOG = LoggerFactory.getLogger("dev.wippy.lua.logger");
    private static final Pattern NAME = Pattern.compile("[^|{}$]{1,200}");

    private final Map<String, HostFunction> functions = new HashMap<>();
    private final ProcessContext process;
    private final ScriptStreams streams;
    private @Nullable Object result;
    private @Nullable Failed failed;

    ScriptHost(LuaProgram program, ProcessContext process) {
        this.process = process;
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
        var calls = new ScriptCalls(process, program.entries());
        calls.offer(functions);
        new ScriptActor(process, calls).offer(functions);
        functions.put("json_encode", arguments -> HostFunction.answer(() -> Json.write(arguments.value(0))));
        functions.put("json_decode", arguments -> HostFunction.answer(() -> Json.read(arguments.text(0))));
        functions.put("env", arguments -> HostFunction.answer(() -> variable(program, arguments.text(0))));
        functions.put("log", arguments -> log(process, arguments));
    }

    /** By its public name, or the id of its entry. */
    private static String variable(LuaProgram program, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new KernelException(ErrorKind.INVALID, "not the name of a variable: \"" + name + "\"");
        }
        return program.entries().expand("${env:" + name + "}");
    }

    private static byte[] log(ProcessContext process, HostFunction.Arguments arguments) {
        String named = arguments.text(1);
        var text = new StringBuilder(named.isEmpty() ? "" : named + ": ").append(arguments.text(2));
        if (arguments.value(3) instanceof Map<?, ?> fields) {
            new TreeMap<>(fields).forEach((name, value) -> text.append(' ').append(name).append('=').append(value));
        }
        LOG.atLevel(Level.valueOf(arguments.text(0).toUpperCase(Locale.ROOT)))
                .log("{} {}: {}", process.pid(), process.entry(), text);
        return HostFunction.NONE;
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
    public <T extends @Nullable Object> T inHost(Supplier<T> call) {
        return process.inHost(call);
    }

    @Override
    public void print(byte[] bytes) {
        streams.print(bytes);
    }
}
