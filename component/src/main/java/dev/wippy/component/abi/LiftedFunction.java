package dev.wippy.component.abi;

import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.Trap;
import org.jspecify.annotations.Nullable;

/** A component's function that others call (CanonicalABI.md, <em>canon lift</em>, the synchronous part). */
final class LiftedFunction implements ComponentFunction {
    /** The host makes plain values of a lifted list, or objects of an interface's, which take more than it does. */
    private static final int FORMS_IN_HOST = 4;

    private final String name;
    private final CanonicalPlan plan;
    private final CoreFunction core;
    private final CanonicalOptions options;
    private final InstanceState state;

    LiftedFunction(
            String name, CanonicalPlan plan, CoreFunction core, CanonicalOptions options, InstanceState state) {
        this.name = name;
        this.plan = plan;
        this.core = core;
        this.options = options;
        this.state = state;
    }

    InstanceState state() {
        return state;
    }

    StringEncoding encoding() {
        return options.encoding();
    }

    @Override
    public @Nullable Object call(Object[] arguments) {
        return call(arguments, null, null);
    }

    /**
     * Calls the function.
     *
     * @param common what the caller's instance and this one's are both in, null when the host calls
     * @param source how the caller keeps its strings, null when the host calls
     */
    @Nullable
    Object call(Object[] arguments, @Nullable InstanceState common, @Nullable StringEncoding source) {
        plan.checkCount(name, arguments);
        LiftLowerContext cx = new LiftLowerContext(name, state, options, source);
        cx.forms = common == null ? FORMS_IN_HOST : 1;
        boolean entered = false;
        boolean lowered = false;
        try {
            state.enter(common, name);
            entered = true;
            state.beginTask();
            long[] values = plan.lowerParameters(cx, arguments);
            lowered = true;
            long[] results = core.call(values);
            Object result = plan.liftResult(cx, results);
            if (cx.borrows > 0) {
                throw new Trap("borrow handles still remain at the end of the call: " + name + " has not dropped "
                        + cx.borrows);
            }
            CoreFunction postReturn = options.postReturn();
            if (postReturn != null) {
                state.mayLeave = false;
                postReturn.call(results);
                state.mayLeave = true;
            }
            state.leave(common);
            return result;
        } catch (Throwable t) {
            // Whatever passed through the guest's frames has left it half-way: nothing of it runs again.
            if (entered) {
                state.poison();
            }
            if (!lowered) {
                plan.ownedArguments(arguments, resource -> cx.adopt(resource, t));
            }
            cx.adoptMoved(t);
            throw t;
        } finally {
            cx.end();
        }
    }
}
