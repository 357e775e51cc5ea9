package dev.wippy.component.abi;

import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.CoreType;
import java.util.List;

/** The built-in functions of resource types: {@code canon resource.new}, {@code .drop} and {@code .rep}. */
public final class ResourceBuiltins {

    private static final CoreExternType.Function TO_I32 =
            new CoreExternType.Function(List.of(CoreType.I32), List.of(CoreType.I32));
    private static final CoreExternType.Function TO_NOTHING =
            new CoreExternType.Function(List.of(CoreType.I32), List.of());
    private static final long[] NOTHING = {};

    private ResourceBuiltins() {}

    /** {@code (rep: i32) -> (handle: i32)}, for a type that the instance defines. */
    public static CoreFunction resourceNew(int slot, InstanceState state) {
        return CoreFunction.host(TO_I32, arguments -> {
            state.checkMayLeave("resource.new");
            int handle = state.handles().add(state.resource(slot), (int) arguments[0], null);
            return new long[]{handle};
        });
    }

    /** {@code (handle: i32) -> ()}. */
    public static CoreFunction resourceDrop(int slot, InstanceState state) {
        return CoreFunction.host(TO_NOTHING, arguments -> {
            state.checkMayLeave("resource.drop");
            Handle handle = state.handles().removeForDrop((int) arguments[0], state.resource(slot));
            LiftLowerContext scope = handle.borrowScope;
            if (scope == null) {
                handle.type.destroy(handle.representation, state);
            } else {
                scope.borrows--;
            }
            return NOTHING;
        });
    }

    /** {@code (handle: i32) -> (rep: i32)}, for a type that the instance defines. */
    public static CoreFunction resourceRep(int slot, InstanceState state) {
        return CoreFunction.host(TO_I32, arguments -> {
            Handle handle = state.handles().get((int) arguments[0], state.resource(slot));
            return new long[]{Integer.toUnsignedLong((Integer) handle.representation)};
        });
    }
}
