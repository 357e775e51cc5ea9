package dev.wippy.engine.run;

import org.jspecify.annotations.Nullable;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.run.WasmFunction.FunctionLink;

/** The way out of a guest into host code. Public for generated classes only. */
public final class HostCalls {
    private HostCalls() {}

    /** Calls a function of the host that has numbers only. */
    public static long[] call(long[] arguments, WasmFunction function) {
        FunctionLink link = function.link();
        if (!(link instanceof FunctionLink.Host host)) {
            throw new IllegalStateException(function + " is not the host's");
        }
        return check(call(host.function(), arguments, function), link);
    }

    /** Calls a function of the host with references among its values. */
    public static @Nullable Object[] callBoxed(@Nullable Object[] arguments, WasmFunction function) {
        FunctionLink link = function.link();
        long[] results = call(WasmFunction.toHost(arguments, link), function);
        @Nullable
        Object[] values = new @Nullable Object[results.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = link.references().toGuest(results[i], link.type().results().get(i), link.signature(),
                    link.type().parameters().size() + i);
        }
        return values;
    }

    private static long[] check(long[] results, FunctionLink link) {
        int expected = link.type().results().size();
        if (results.length != expected) {
            throw HostThrowable.wrap(new IllegalStateException("a function of the host returned " + results.length
                    + " values; its type has " + expected));
        }
        return results;
    }

    private static long[] call(CoreFunction target, long[] arguments, WasmFunction function) {
        if (target instanceof LinkedFunction guest) {
            return guest.callFromGuest(arguments);
        }
        // Overflows here, in what is still the guest's fault, or not at all.
        StackProbe.probe(function.calls++);
        try {
            return target.call(arguments);
        } catch (Throwable thrown) {
            throw HostThrowable.wrap(thrown);
        }
    }
}
