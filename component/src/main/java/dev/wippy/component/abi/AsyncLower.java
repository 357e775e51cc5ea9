package dev.wippy.component.abi;

import dev.wippy.component.concurrent.GuestThread;
import dev.wippy.component.concurrent.Store;
import dev.wippy.component.concurrent.Subtask;
import dev.wippy.component.concurrent.Task;
import dev.wippy.engine.CoreFunction;
import org.jspecify.annotations.Nullable;

/**
 * Experimental: a function that core code calls, in an instance that has tasks (CanonicalABI.md, <em>canon lower</em>, the
 * whole of it).
 */
final class AsyncLower implements CoreFunction.Body {
    private final String name;
    private final CanonicalPlan plan;
    private final ComponentFunction callee;
    private final CanonicalOptions options;
    private final InstanceState state;
    private final Store store;

    AsyncLower(String name, CanonicalPlan plan, ComponentFunction callee, CanonicalOptions options,
            InstanceState state, Store store) {
        this.name = name;
        this.plan = plan;
        this.callee = callee;
        this.options = options;
        this.state = state;
        this.store = store;
    }

    /** One call. */
    private final class Call implements Task.Resolver {
        private final long[] values;
        private final LiftLowerContext cx;
        private final Subtask subtask;

        Call(long[] values, @Nullable StringEncoding source) {
            this.values = values;
            this.cx = new LiftLowerContext(name, state, options, source);
            this.subtask = new Subtask(cx::endLoans);
        }

        Object[] arguments() {
            subtask.started();
            try {
                return plan.liftParameters(cx, values);
            } catch (Throwable t) {
                cx.adoptMoved(t);
                throw t;
            }
        }

        @Override
        public void returned(@Nullable Object result) {
            cx.takeMoved(values);
            try {
                subtask.returned(plan.lowerResult(cx, result, values));
            } catch (Throwable t) {
                plan.ownedResult(result, resource -> cx.adopt(resource, t));
                throw t;
            } finally {
                cx.end();
            }
        }

        @Override
        public void cancelled() {
            subtask.cancelled();
            cx.end();
        }
    }

    @Override
    public long[] call(long[] values) {
        state.checkMayLeave(name);
        GuestThread thread = store.current();
        AsyncLift lifted = callee instanceof AsyncLift function ? function : null;
        Call call = new Call(values, lifted == null ? null : lifted.encoding());
        Subtask subtask = call.subtask;
        if (lifted == null) {
            callHost(call);
        } else {
            subtask.onCancel(lifted.start(call::arguments, call, state, options.encoding()));
        }
        if (plan.abi() == CallAbi.SYNC) {
            thread.await(subtask::resolved, false);
            subtask.deliver();
            return subtask.results();
        }
        if (subtask.resolved()) {
            subtask.deliver();
            return new long[]{Subtask.RETURNED};
        }
        int handle = state.handles().add(subtask);
        subtask.observe(handle);
        return new long[]{Integer.toUnsignedLong(subtask.state() | handle << 4)};
    }

    private void callHost(Call call) {
        Object result;
        try {
            result = callee.call(call.arguments());
        } catch (Throwable t) {
            call.cx.adoptMoved(t);
            throw t;
        }
        call.returned(result);
    }
}
