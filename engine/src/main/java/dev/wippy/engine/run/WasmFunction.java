package dev.wippy.engine.run;

import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.Fuel;
import dev.wippy.engine.Trap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A function as a value: in tables, in references, exported, imported. Its subclasses are generated: one for each
 * function type, whose {@code call} has typed parameters, and below it one for each function of a module that is used
 * as a value, and one for the host's functions of the type. Two functions have the same type exactly if their objects
 * have the same class for it. Public for generated classes only.
 */
public abstract class WasmFunction implements LinkedFunction {
    private static final @Nullable Object[] NOTHING = {};

    /** The instance that it belongs to; null for the host's. */
    public @Nullable ModuleInstance instance;
    private @Nullable FunctionLink link;
    /** What another engine has made of it. */
    public @Nullable Object peer;
    /** Counts calls of the host's, for {@link StackProbe}. */
    int calls;

    /** Where a function comes from. */
    sealed interface FunctionLink {
        /** Its type. */
        CoreExternType.Function type();

        /** Its type without the module, as generated code compares it. */
        String signature();

        /** The objects that stand for references outside. */
        References references();

        /** A module's function, by its index. */
        record Guest(CoreExternType.Function type, String signature, References references, int index)
                implements
                    FunctionLink {}

        /** The host's function. */
        record Host(CoreExternType.Function type, String signature, References references, CoreFunction function)
                implements
                    FunctionLink {}
    }

    /** Calls it with values that are all objects, numbers as longs of their bits. */
    public abstract @Nullable Object[] callBoxed(@Nullable Object[] arguments);

    /** As {@link #callBoxed}, but leaves a tail call that it makes to the caller. */
    public abstract @Nullable Object[] callBodyBoxed(@Nullable Object[] arguments);

    /** Another object of its class. */
    public abstract WasmFunction create();

    final void link(FunctionLink newLink, @Nullable ModuleInstance owner) {
        link = newLink;
        instance = owner;
    }

    final FunctionLink link() {
        FunctionLink present = link;
        if (present == null) {
            throw new IllegalStateException("a function that is not linked yet");
        }
        return present;
    }

    @Override
    public final CoreExternType.Function type() {
        return link().type();
    }

    /** Called by the host. */
    @Override
    public final long[] call(long... arguments) {
        FunctionLink from = link();
        ModuleInstance owner = instance;
        if (from instanceof FunctionLink.Host host) {
            return host.function().call(arguments);
        }
        var parameters = from.type().parameters();
        if (arguments.length != parameters.size()) {
            throw new IllegalArgumentException(this + " takes " + parameters.size() + " arguments; "
                    + arguments.length + " were given");
        }
        if (owner == null) {
            throw new IllegalStateException("a guest's function without its instance");
        }
        // Left behind where the stack overflowed between a tail call and its making.
        owner.tailCall = null;
        // For a host function that catches what comes out of the guest that it calls.
        Fuel fuel = owner.fuel;
        int depth = fuel == null ? 0 : fuel.depth();
        try {
            @Nullable
            Object[] values = arguments.length == 0 ? NOTHING : new @Nullable Object[arguments.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = from.references().toGuest(arguments[i], parameters.get(i), from.signature(), i);
            }
            return toHost(callBoxed(values), from);
        } catch (Throwable thrown) {
            if (fuel != null) {
                fuel.leave(depth);
            }
            throw Faults.of(thrown, owner.code(), this);
        }
    }

    @Override
    public final String signature() {
        return link().signature();
    }

    /** The function that it stands for, where that is not one of our own engine's. */
    public final Optional<CoreFunction> foreign() {
        return link() instanceof FunctionLink.Host host ? Optional.of(host.function()) : Optional.empty();
    }

    /** Makes a new object of the host's class for a type stand for a function that is not of our own engine. */
    public static WasmFunction link(WasmFunction made, CoreFunction target, String signature) {
        made.link(new FunctionLink.Host(target.type(), signature, new References(), target), null);
        return made;
    }

    @Override
    public final long[] callFromGuest(long... arguments) {
        FunctionLink from = link();
        if (!Crossing.passes(from.signature())) {
            throw new Trap(Crossing.REASON);
        }
        ModuleInstance owner = instance;
        if (owner != null) {
            owner.tailCall = null;
        }
        var parameters = from.type().parameters();
        @Nullable
        Object[] values = arguments.length == 0 ? NOTHING : new @Nullable Object[arguments.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = from.references().toGuest(arguments[i], parameters.get(i), from.signature(), i);
        }
        return toHost(callBoxed(values), from);
    }

    static long[] toHost(@Nullable Object[] values, FunctionLink from) {
        long[] results = new long[values.length];
        for (int i = 0; i < results.length; i++) {
            results[i] = from.references().toHost(values[i]);
        }
        return results;
    }

    @Override
    public String toString() {
        ModuleInstance owner = instance;
        return owner != null && link() instanceof FunctionLink.Guest guest
                ? owner.code().frame(guest.index()).function()
                : "a function of the host";
    }
}
