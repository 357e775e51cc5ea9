package dev.wippy.component.abi;

import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.CoreType;
import dev.wippy.engine.Trap;
import java.util.List;

/**
 * The built-ins of 0.3 that need no async: what belongs to a call ({@code context.get}, {@code context.set}), and
 * {@code backpressure.inc} and {@code dec}. They may be called at any time, from post-return too.
 */
public final class TaskBuiltins {
    private static final int SLOTS = 2;
    private static final int MAX_BACKPRESSURE = (1 << 16) - 1;
    private static final CoreExternType.Function TO_I32 =
            new CoreExternType.Function(List.of(), List.of(CoreType.I32));
    private static final CoreExternType.Function FROM_I32 =
            new CoreExternType.Function(List.of(CoreType.I32), List.of());
    private static final CoreExternType.Function PLAIN = new CoreExternType.Function(List.of(), List.of());
    private static final long[] NOTHING = {};

    private TaskBuiltins() {}

    private static void prepare(InstanceState state) {
        if (state.context.length == 0) {
            state.context = new long[SLOTS];
        }
    }

    /** {@code () -> i32}. */
    public static CoreFunction contextGet(int slot, InstanceState state) {
        prepare(state);
        return CoreFunction.host(TO_I32, _ -> new long[]{state.context()[slot]});
    }

    /** {@code (i32) -> ()}. */
    public static CoreFunction contextSet(int slot, InstanceState state) {
        prepare(state);
        return CoreFunction.host(FROM_I32, arguments -> {
            state.context()[slot] = arguments[0];
            return NOTHING;
        });
    }

    /** {@code () -> ()}. */
    public static CoreFunction backpressureInc(InstanceState state) {
        return CoreFunction.host(PLAIN, _ -> {
            if (state.backpressure == MAX_BACKPRESSURE) {
                throw new Trap("backpressure counter overflow: backpressure.inc is called more often than "
                        + MAX_BACKPRESSURE + " times");
            }
            state.backpressure++;
            return NOTHING;
        });
    }

    /** {@code () -> ()}. */
    public static CoreFunction backpressureDec(InstanceState state) {
        return CoreFunction.host(PLAIN, _ -> {
            if (state.backpressure == 0) {
                throw new Trap("backpressure counter underflow: backpressure.dec is called more often than"
                        + " backpressure.inc");
            }
            state.backpressure--;
            return NOTHING;
        });
    }
}
