package dev.wippy.component.abi;

import dev.wippy.component.concurrent.Event;
import dev.wippy.component.concurrent.GuestThread;
import dev.wippy.component.concurrent.Store;
import dev.wippy.component.concurrent.Task;
import dev.wippy.component.concurrent.TaskInstance;
import dev.wippy.component.concurrent.WaitableSet;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.Trap;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Experimental: a component's function in an instance that has tasks (CanonicalABI.md, <em>canon lift</em>, the whole of
 * it).
 */
final class AsyncLift implements ComponentFunction {
    private static final int EXIT = 0;
    private static final int YIELD = 1;
    private static final int WAIT = 2;

    private final String name;
    private final CanonicalPlan plan;
    private final CoreFunction core;
    private final @Nullable CoreFunction callback;
    private final CanonicalOptions options;
    private final InstanceState state;
    private final Task.Kind kind;

    AsyncLift(String name, CanonicalPlan plan, CoreFunction core, @Nullable CoreFunction callback,
            CanonicalOptions options, InstanceState state) {
        this.name = name;
        this.plan = plan;
        this.core = core;
        this.callback = callback;
        this.options = options;
        this.state = state;
        this.kind = switch (plan.abi()) {
            case SYNC -> plan.asyncType() ? Task.Kind.SYNC_LIFTED : Task.Kind.SYNC;
            case ASYNC -> Task.Kind.STACKFUL;
            case CALLBACK -> Task.Kind.CALLBACK;
        };
    }

    StringEncoding encoding() {
        return options.encoding();
    }

    /** What belongs to a call that runs, for {@code task.return}. */
    static final class Call {
        private final AsyncLift function;
        private final LiftLowerContext cx;

        private Call(AsyncLift function, LiftLowerContext cx) {
            this.function = function;
            this.cx = cx;
        }

        /** {@code task.return}: lifts the result, or traps where it is not this call's. */
        @Nullable
        Object result(CanonicalPlan returns, CanonicalOptions options, long[] values) {
            if (function.plan.abi() == CallAbi.SYNC) {
                throw new Trap("invalid `task.return` signature and/or options for current task: " + function.name
                        + " is lifted synchronously");
            }
            if (!returns.parameterTypes().equals(function.plan.resultTypes())
                    || options.memory() != null && (options.encoding() != function.options.encoding()
                            || options.memory() != function.options.memory())) {
                throw new Trap("invalid `task.return` signature and/or options for current task: " + function.name
                        + " has another result or other options");
            }
            Object[] results = returns.liftParameters(cx, values);
            cx.end();
            return results.length == 0 ? null : results[0];
        }

        void checkAsync(String builtin) {
            if (function.plan.abi() == CallAbi.SYNC) {
                throw new Trap("invalid `" + builtin + "` call: " + function.name + " is lifted synchronously");
            }
        }
    }

    /** The end of a call that the host waits for. */
    private static final class Waiting implements Task.Resolver {
        private boolean resolved;
        private @Nullable Object result;

        @Override
        public void returned(@Nullable Object result) {
            resolved = true;
            this.result = result;
        }

        @Override
        public void cancelled() {
            resolved = true;
        }
    }

    @Override
    public @Nullable Object call(Object[] arguments) {
        plan.checkCount(name, arguments);
        Store store = Objects.requireNonNull(state.tasks()).store();
        Waiting waiting = new Waiting();
        return state.fromHost(name, () -> {
            start(() -> arguments, waiting, null, null);
            while (!waiting.resolved) {
                if (!store.tick()) {
                    throw new Trap("deadlock detected: " + name + " waits, and nothing in component instance " + state
                            + " goes on");
                }
            }
            return waiting.result;
        });
    }

    /**
     * Begins a call, which may be over or not when this returns.
     *
     * @param caller whose code calls, null when the host does
     * @param source how the caller keeps its strings
     * @return what asks the callee to end
     */
    Consumer<TaskInstance> start(Supplier<Object[]> arguments, Task.Resolver resolver, @Nullable InstanceState caller,
            @Nullable StringEncoding source) {
        LiftLowerContext cx = new LiftLowerContext(name, state, options, source);
        Task task = new Task(name, Objects.requireNonNull(state.tasks()), kind, arguments, resolver);
        task.countBorrows(() -> cx.borrows);
        state.enterTask(caller, name);
        task.run(() -> run(task, cx));
        state.leaveTask(caller);
        return task::requestCancellation;
    }

    private void run(Task task, LiftLowerContext cx) {
        GuestThread thread = task.instance().store().current();
        task.attach(new Call(this, cx));
        Object[] arguments = task.start();
        long[] values = lower(cx, arguments);
        cx.end();
        long[] results = core.call(values);
        switch (plan.abi()) {
            case SYNC -> {
                Object result = plan.liftResult(cx, results);
                cx.end();
                task.returned(result);
                CoreFunction postReturn = options.postReturn();
                if (postReturn != null) {
                    state.mayLeave = false;
                    postReturn.call(results);
                    state.mayLeave = true;
                }
            }
            case ASYNC -> {}
            case CALLBACK -> callBack(task, thread, (int) results[0]);
        }
    }

    private long[] lower(LiftLowerContext cx, Object[] arguments) {
        try {
            return plan.lowerParameters(cx, arguments);
        } catch (Throwable t) {
            plan.ownedArguments(arguments, resource -> cx.adopt(resource, t));
            throw t;
        }
    }

    private void callBack(Task task, GuestThread thread, int first) {
        CoreFunction function = Objects.requireNonNull(callback);
        int packed = first;
        while ((packed & 0xf) != EXIT) {
            task.giveUp();
            Event event = switch (packed & 0xf) {
                case YIELD -> thread.waitUntil(task::free, true) ? Event.TASK_CANCELLED : Event.NONE;
                case WAIT -> state.handles().get(packed >>> 4, WaitableSet.class, "waitable set")
                        .await(thread, task::free, true);
                default -> throw new Trap("unsupported callback code: " + (packed & 0xf) + " of " + name
                        + ", known are 0 to 2");
            };
            task.takeBack();
            packed = (int) function.call(event.code(), Integer.toUnsignedLong(event.index()),
                    Integer.toUnsignedLong(event.payload()))[0];
        }
    }

    /** Runs host-side work as a synchronous task of an instance: its instantiation, a destructor. */
    static void run(InstanceState state, @Nullable InstanceState caller, String name, Runnable body) {
        Task.Resolver nobody = new Waiting();
        Task task = new Task(name, Objects.requireNonNull(state.tasks()), Task.Kind.SYNC, () -> new Object[0], nobody);
        state.enterTask(caller, name);
        task.run(() -> {
            task.start();
            body.run();
            task.returned(null);
        });
        state.leaveTask(caller);
    }

    /** The call that a thread is of. */
    static Optional<Call> of(GuestThread thread) {
        return Optional.ofNullable((Call) thread.task().attachment());
    }
}
