package dev.wippy.component.abi;

import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.CoreType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The core side of a component, in Java: a memory, a realloc that moves a mark and keeps a trace, an instance. */
final class Guest {
    static final int START = 16;
    static final int FILL = 0xaa;

    final ByteArrayMemory memory;
    final List<String> trace = new ArrayList<>();
    final InstanceState state;
    int mark = START;

    Guest(String name, int resourceSlots) {
        this(new InstanceState(name, resourceSlots, 100), 1 << 16);
    }

    Guest(InstanceState state, int memory) {
        this.state = state;
        this.memory = new ByteArrayMemory(memory, FILL);
    }

    CanonicalOptions options(StringEncoding encoding) {
        return new CanonicalOptions(encoding, memory, function(4, 1, this::realloc), null);
    }

    /** A core function over i32s. */
    static CoreFunction function(int parameters, int results, CoreFunction.Body body) {
        return CoreFunction.host(
                new CoreExternType.Function(
                        Collections.nCopies(parameters, CoreType.I32), Collections.nCopies(results, CoreType.I32)),
                body);
    }

    private long[] realloc(long[] arguments) {
        int old = (int) arguments[0];
        int oldLength = (int) arguments[1];
        int alignment = (int) arguments[2];
        int length = (int) arguments[3];
        int pointer = old;
        if (old == 0 || length > oldLength) {
            pointer = (mark + alignment - 1) / alignment * alignment;
            mark = pointer + length;
            System.arraycopy(memory.bytes, old, memory.bytes, pointer, oldLength);
        }
        trace.add(old + "," + oldLength + "," + alignment + "," + length + ":" + pointer);
        return new long[]{pointer};
    }
}
