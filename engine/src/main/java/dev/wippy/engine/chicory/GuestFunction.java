package dev.wippy.engine.chicory;

import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.Trap;
import dev.wippy.engine.WasmFrame;
import dev.wippy.engine.run.Crossing;
import dev.wippy.engine.run.LinkedFunction;
import dev.wippy.engine.run.WasmFunction;
import org.jspecify.annotations.Nullable;

/** A function of an instance, called by the host, by other instances, and by those of our own engine. */
final class GuestFunction implements LinkedFunction {

    private static final long[] NOTHING = {};

    private final InstanceMachine owner;
    private final int index;
    private final int typeIndex;
    private final CoreExternType.Function type;
    private final String signature;
    private final boolean crosses;
    private @Nullable WasmFunction object;

    GuestFunction(InstanceMachine owner, int index, int typeIndex) {
        this.owner = owner;
        this.index = index;
        this.typeIndex = typeIndex;
        this.type = owner.type(index);
        this.signature = owner.module().plain().signature(typeIndex);
        this.crosses = Crossing.passes(signature);
    }

    @Override
    public CoreExternType.Function type() {
        return type;
    }

    @Override
    public String signature() {
        return signature;
    }

    InstanceMachine owner() {
        return owner;
    }

    /** Its index in its module. */
    int index() {
        return index;
    }

    /** The index of its type in its module. */
    int typeIndex() {
        return typeIndex;
    }

    /** What stands for it in tables. */
    WasmFunction object() {
        WasmFunction known = object;
        if (known == null) {
            known = owner.newObject(typeIndex, this);
            object = known;
        }
        return known;
    }

    @Override
    public long[] call(long... arguments) {
        WasmFrame frame = owner.module().frame(index);
        if (arguments.length != type.parameters().size()) {
            throw new IllegalArgumentException(frame.function() + " takes " + type.parameters().size()
                    + " arguments; " + arguments.length + " were given");
        }
        try {
            return callInside(arguments);
        } catch (Throwable thrown) {
            throw owner.module().faults().of(thrown, frame);
        }
    }

    @Override
    public long[] callFromGuest(long... arguments) {
        if (!crosses) {
            throw new Trap(Crossing.REASON);
        }
        try {
            return callInside(arguments);
        } catch (Throwable thrown) {
            throw owner.module().faults().toOurs(thrown);
        }
    }

    /** Calls from frames of Chicory's, which see what the call throws as it is. */
    long[] callInside(long[] arguments) {
        long[] results = owner.call(index, arguments);
        return results == null ? NOTHING : results;
    }
}
