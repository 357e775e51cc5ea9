package dev.wippy.component.abi;

import dev.wippy.engine.CoreFunction;
import org.jspecify.annotations.Nullable;

/** A function that a component's core code calls (CanonicalABI.md, <em>canon lower</em>, the synchronous part). */
final class LoweredFunction implements CoreFunction.Body {
    private final String name;
    private final CanonicalPlan plan;
    private final ComponentFunction callee;
    private final @Nullable LiftedFunction lifted;
    private final @Nullable InstanceState common;
    private final CanonicalOptions options;
    private final InstanceState state;

    LoweredFunction(
            String name,
            CanonicalPlan plan,
            ComponentFunction callee,
            CanonicalOptions options,
            InstanceState state) {
        this.name = name;
        this.plan = plan;
        this.callee = callee;
        this.lifted = callee instanceof LiftedFunction function ? function : null;
        this.common = lifted == null ? null : lifted.state().common(state);
        this.options = options;
        this.state = state;
    }

    @Override
    public long[] call(long[] values) {
        state.checkMayLeave(name);
        // What the callee returns, where it is a component's, was kept in that component's encoding.
        LiftLowerContext cx = new LiftLowerContext(name, state, options, lifted == null ? null : lifted.encoding());
        try {
            return call(cx, values);
        } finally {
            cx.end();
        }
    }

    private long[] call(LiftLowerContext cx, long[] values) {
        Object result;
        try {
            Object[] arguments = plan.liftParameters(cx, values);
            // A component's function has taken what it is passed, whatever comes of the call.
            result = lifted == null
                    ? callee.call(arguments)
                    : lifted.call(cx.takeMoved(arguments), common, options.encoding());
        } catch (Throwable t) {
            cx.adoptMoved(t);
            throw t;
        }
        long[] results;
        try {
            results = plan.lowerResult(cx, result, values);
        } catch (Throwable t) {
            plan.ownedResult(result, resource -> cx.adopt(resource, t));
            throw t;
        }
        cx.endLoans();
        return results;
    }
}
