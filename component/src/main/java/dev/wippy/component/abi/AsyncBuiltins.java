package dev.wippy.component.abi;

import dev.wippy.component.concurrent.Event;
import dev.wippy.component.concurrent.GuestThread;
import dev.wippy.component.concurrent.Store;
import dev.wippy.component.concurrent.Subtask;
import dev.wippy.component.concurrent.Waitable;
import dev.wippy.component.concurrent.WaitableSet;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.CoreMemory;
import dev.wippy.engine.CoreTable;
import dev.wippy.engine.CoreType;
import dev.wippy.engine.Trap;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Experimental: the built-ins of 0.3 for tasks, what they wait for, and threads, of an instance that has tasks. Those of
 * streams and futures are {@link ChannelBuiltins}.
 */
public final class AsyncBuiltins {
    private static final long[] NOTHING = {};

    private final InstanceState state;
    private final Store store;

    private AsyncBuiltins(InstanceState state) {
        this.state = state;
        this.store = Objects.requireNonNull(state.tasks()).store();
    }

    /** A function that takes and gives i32s. */
    static CoreExternType.Function type(int parameters, int results) {
        return new CoreExternType.Function(Collections.nCopies(parameters, CoreType.I32),
                Collections.nCopies(results, CoreType.I32));
    }

    /** The core type of the built-in of that name, but for {@code task.return} and those of streams and futures. */
    public static CoreExternType.Function type(String name) {
        return switch (name) {
            case "task.cancel" -> type(0, 0);
            case "subtask.drop", "waitable-set.drop", "thread.resume-later", "error-context.drop" -> type(1, 0);
            case "waitable.join", "error-context.debug-message" -> type(2, 0);
            case "waitable-set.new", "thread.index", "thread.yield", "thread.suspend" -> type(0, 1);
            case "waitable-set.wait", "waitable-set.poll", "thread.new-indirect", "error-context.new" -> type(2, 1);
            case "subtask.cancel", "thread.suspend-then-resume", "thread.yield-then-resume",
                    "thread.suspend-then-promote", "thread.yield-then-promote" ->
                type(1, 1);
            default -> throw new IllegalArgumentException("no such built-in: " + name);
        };
    }

    /**
     * The built-in of that name.
     *
     * @param flag what the binary says: async, or cancellable
     * @param memory where events and messages go; null for those that have none to tell
     * @param table whose functions threads run; null for all but {@code thread.new-indirect}
     */
    public static CoreFunction builtin(String name, boolean flag, @Nullable CoreMemory memory,
            @Nullable CoreTable table, InstanceState state) {
        CoreFunction.Body body = new AsyncBuiltins(state).body(name, flag, memory, table);
        return CoreFunction.host(type(name), arguments -> {
            state.checkMayLeave(name);
            return body.call(arguments);
        });
    }

    private CoreFunction.Body body(String name, boolean flag, @Nullable CoreMemory memory, @Nullable CoreTable table) {
        HandleTable handles = state.handles();
        return switch (name) {
            case "task.cancel" -> _ -> {
                GuestThread thread = store.current();
                AsyncLift.of(thread).orElseThrow(() -> new Trap("`task.cancel` called outside of a task"))
                        .checkAsync("task.cancel");
                thread.task().cancel();
                return NOTHING;
            };
            case "subtask.cancel" -> arguments -> {
                Subtask subtask = subtask((int) arguments[0]);
                boolean over = subtask.cancel(store.current(), flag);
                return one(over ? subtask.state() : -1);
            };
            case "subtask.drop" -> arguments -> {
                subtask((int) arguments[0]);
                handles.remove((int) arguments[0], Subtask.class, "subtask").drop();
                return NOTHING;
            };
            case "waitable-set.new" -> _ -> one(handles.add(new WaitableSet()));
            case "waitable-set.wait" -> arguments -> event(memory, arguments[1],
                    set((int) arguments[0]).await(store.current(), () -> true, flag));
            case "waitable-set.poll" -> arguments -> event(memory, arguments[1],
                    set((int) arguments[0]).poll(store.current(), flag));
            case "waitable-set.drop" -> arguments -> {
                handles.remove((int) arguments[0], WaitableSet.class, "waitable set").drop();
                return NOTHING;
            };
            case "waitable.join" -> arguments -> {
                Waitable waitable = handles.get((int) arguments[0], Waitable.class, "waitable");
                waitable.join((int) arguments[1] == 0 ? null : set((int) arguments[1]));
                return NOTHING;
            };
            case "error-context.new" -> _ -> one(handles.add(new ErrorContextCodec.ErrorContext()));
            case "error-context.debug-message" -> arguments -> {
                handles.get((int) arguments[0], ErrorContextCodec.ErrorContext.class, "error-context");
                write(memory, arguments[1], 0, 0);
                return NOTHING;
            };
            case "error-context.drop" -> arguments -> {
                handles.remove((int) arguments[0], ErrorContextCodec.ErrorContext.class, "error-context");
                return NOTHING;
            };
            default -> thread(name, flag, table);
        };
    }

    private CoreFunction.Body thread(String name, boolean cancellable, @Nullable CoreTable table) {
        return switch (name) {
            case "thread.index" -> _ -> one(store.current().index());
            case "thread.new-indirect" -> arguments -> one(newThread(Objects.requireNonNull(table), arguments).index());
            case "thread.resume-later" -> arguments -> {
                suspended(arguments).resumeLater();
                return NOTHING;
            };
            case "thread.suspend" -> _ -> told(store.current().suspend(cancellable));
            case "thread.yield" -> _ -> told(store.current().yield(cancellable));
            case "thread.suspend-then-resume" -> arguments -> told(store.current().suspendThenResume(cancellable,
                    suspended(arguments)));
            case "thread.yield-then-resume" -> arguments -> told(store.current().yieldThenResume(cancellable, suspended(
                    arguments)));
            case "thread.suspend-then-promote" -> arguments -> told(store.current().suspendThenPromote(cancellable,
                    other(arguments)));
            case "thread.yield-then-promote" -> arguments -> told(store.current().yieldThenPromote(cancellable, other(
                    arguments)));
            default -> throw new IllegalArgumentException("no such built-in: " + name);
        };
    }

    private GuestThread newThread(CoreTable table, long[] arguments) {
        CoreFunction function = table.function((int) arguments[0])
                .orElseThrow(() -> new Trap("thread.new-indirect: no function at index "
                        + Integer.toUnsignedString((int) arguments[0]) + " of the table"));
        if (!function.type().equals(type(1, 0))) {
            throw new Trap("thread.new-indirect: the function at index " + (int) arguments[0] + " is of type "
                    + function.type() + ", not " + type(1, 0));
        }
        GuestThread current = store.current();
        GuestThread[] made = new GuestThread[1];
        made[0] = new GuestThread(current.task(), () -> {
            function.call(arguments[1]);
            current.task().unregister(made[0]);
        });
        current.task().register(made[0]);
        return made[0];
    }

    private GuestThread suspended(long[] arguments) {
        return Objects.requireNonNull(state.tasks()).suspended((int) arguments[0]);
    }

    private GuestThread other(long[] arguments) {
        return Objects.requireNonNull(state.tasks()).thread((int) arguments[0]);
    }

    private Subtask subtask(int index) {
        return state.handles().get(index, Subtask.class, "subtask");
    }

    private WaitableSet set(int index) {
        return state.handles().get(index, WaitableSet.class, "waitable set");
    }

    private long[] event(@Nullable CoreMemory memory, long pointer, Event event) {
        write(memory, pointer, event.index(), event.payload());
        return one(event.code());
    }

    private void write(@Nullable CoreMemory memory, long pointer, int first, int second) {
        LiftLowerContext cx = new LiftLowerContext("event", state,
                new CanonicalOptions(StringEncoding.UTF8, memory, null, null), null);
        long address = Integer.toUnsignedLong((int) pointer);
        cx.check("event", address, 4, 8);
        cx.memory().putInt(address, first);
        cx.memory().putInt(address + 4, second);
    }

    private static long[] told(boolean cancelled) {
        return one(cancelled ? 1 : 0);
    }

    static long[] one(int value) {
        return new long[]{Integer.toUnsignedLong(value)};
    }

    /** {@code canon task.return}: the plan's parameters are the result. */
    public static CoreFunction taskReturn(CanonicalPlan plan, CanonicalOptions options, InstanceState state) {
        Store store = Objects.requireNonNull(state.tasks()).store();
        return CoreFunction.host(taskReturnType(plan), arguments -> {
            state.checkMayLeave("task.return");
            GuestThread thread = store.current();
            AsyncLift.Call call = AsyncLift.of(thread)
                    .orElseThrow(() -> new Trap("`task.return` called outside of a task"));
            thread.task().returned(call.result(plan, options, arguments));
            return NOTHING;
        });
    }

    /** The core type of {@code task.return}. */
    public static CoreExternType.Function taskReturnType(CanonicalPlan plan) {
        return new CoreExternType.Function(plan.loweredCoreType().parameters(), List.of());
    }
}
