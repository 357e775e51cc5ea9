package dev.wippy.engine.chicory;

import com.dylibso.chicory.runtime.Machine;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.WasmFrame;

/** A function of an instance, called by the host. */
final class GuestFunction implements CoreFunction {

    private static final long[] NOTHING = {};

    private final CoreExternType.Function type;
    private final Machine machine;
    private final int index;
    private final WasmFrame frame;
    private final GuestFaults faults;

    GuestFunction(CoreExternType.Function type, Machine machine, int index, WasmFrame frame, GuestFaults faults) {
        this.type = type;
        this.machine = machine;
        this.index = index;
        this.frame = frame;
        this.faults = faults;
    }

    @Override
    public CoreExternType.Function type() {
        return type;
    }

    @Override
    public long[] call(long... arguments) {
        if (arguments.length != type.parameters().size()) {
            throw new IllegalArgumentException(frame.function() + " takes " + type.parameters().size()
                    + " arguments; " + arguments.length + " were given");
        }
        try {
            return callFromGuest(arguments);
        } catch (Throwable thrown) {
            throw faults.of(thrown, frame);
        }
    }

    /** Calls from guest frames, which see what the call throws as it is. */
    long[] callFromGuest(long[] arguments) {
        long[] results = machine.call(index, arguments);
        return results == null ? NOTHING : results;
    }
}
