package dev.wippy.component.abi;

import dev.wippy.component.concurrent.Store;
import dev.wippy.component.concurrent.TaskInstance;
import dev.wippy.engine.Budget;
import dev.wippy.engine.Fuel;
import dev.wippy.engine.Trap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the canonical ABI keeps of one component instance while it runs: its resource types, its handles, whether it is
 * entered and may leave (CanonicalABI.md, <em>Component Instances</em>). Instances of nested components are children of
 * the one that instantiates them. Used by one thread at a time, which is asserted.
 */
public final class InstanceState {
    private final String name;
    private final @Nullable InstanceState parent;
    private final InstanceTree tree;
    private final List<InstanceState> children = new ArrayList<>();
    private final @Nullable ResourceType[] resources;
    private final HandleTable handles;
    private final @Nullable TaskInstance tasks;

    /** Resources of the host's that were on their way to or from this instance when the call failed. */
    private static final int BYTES_OF_A_UNIT = 64;

    private final List<Handle> adopted = new ArrayList<>();

    private boolean entered;

    /** Whether it may call out: not while its realloc or post-return runs. */
    boolean mayLeave = true;
    /** What belongs to the call that runs ({@code context.get}); empty where no code asks. */
    long[] context = {};
    /** How often calls are said to be unwelcome; without async nothing waits for it to be 0. */
    int backpressure;

    /**
     * The state of an instance that the host instantiates.
     *
     * @param name names the instance in messages
     * @param resourceSlots how many resource types its component speaks of
     * @param maxHandles how many handles it and its children may have at once
     */
    public InstanceState(String name, int resourceSlots, int maxHandles) {
        this(name, resourceSlots, maxHandles, Budget.of(Budget.UNBOUNDED, 0), null);
    }

    /**
     * The same with a bound on what its calls make the host keep.
     *
     * @param values pays for lists and strings of the instance and its children while the call lasts that carries them
     * @param fuel what such values cost, a unit for each started 64 bytes; null where nothing is counted
     */
    public InstanceState(String name, int resourceSlots, int maxHandles, Budget values, @Nullable Fuel fuel) {
        this(name, null, new InstanceTree(maxHandles, values, fuel, null), resourceSlots);
    }

    /** Experimental: the same with tasks (0.3), whose functions may block and be called asynchronously. */
    public static InstanceState withTasks(String name, int resourceSlots, int maxHandles, Budget values,
            @Nullable Fuel fuel) {
        return new InstanceState(name, null, new InstanceTree(maxHandles, values, fuel, new Store()), resourceSlots);
    }

    private InstanceState(String name, @Nullable InstanceState parent, InstanceTree tree, int resourceSlots) {
        this.name = name;
        this.parent = parent;
        this.tree = tree;
        this.resources = new ResourceType[resourceSlots];
        this.handles = new HandleTable(name, tree);
        this.tasks = tree.store == null
                ? null
                : new TaskInstance(name, parent == null ? null : parent.tasks, tree.store, () -> backpressure);
    }

    /** The state of an instance of a component nested in this one's. */
    public InstanceState child(String name, int resourceSlots) {
        InstanceState child = new InstanceState(name, this, tree, resourceSlots);
        children.add(child);
        return child;
    }

    /** What names the instance in messages. */
    public String name() {
        return name;
    }

    /** Says which resource type a slot stands for; once per slot. */
    public void defineResource(int slot, ResourceType type) {
        if (resources[slot] != null) {
            throw new IllegalStateException("resource slot " + slot + " of component instance " + name
                    + " is already " + resources[slot] + ", and can't be " + type);
        }
        resources[slot] = type;
    }

    /** The resource type that a slot stands for. */
    public ResourceType resource(int slot) {
        return Objects.requireNonNull(resources[slot],
                () -> "resource slot " + slot + " of component instance " + name + " is not defined yet");
    }

    /**
     * Runs the instantiation of this instance (its core instances' start functions, its children's) as a call into it:
     * it is entered meanwhile, and poisoned when the body fails.
     */
    public <T> T instantiate(Supplier<T> body) {
        if (tasks != null) {
            return instantiateAsTask(body);
        }
        enter(parent, "instantiation");
        T result;
        try {
            result = body.get();
        } catch (Throwable t) {
            poison();
            throw t;
        }
        leave(parent);
        return result;
    }

    private <T> T instantiateAsTask(Supplier<T> body) {
        AtomicReference<T> result = new AtomicReference<>();
        Runnable task = () -> AsyncLift.run(this, parent, "instantiation", () -> result.set(body.get()));
        if (parent == null) {
            fromHost("instantiation", () -> {
                task.run();
                return null;
            });
        } else {
            task.run();
        }
        return result.get();
    }

    /**
     * Marks this instance, its parents and children as ended: no export, destructor or post-return of theirs runs any
     * more, a call is a trap.
     */
    public void poison() {
        if (tree.ended == null) {
            tree.ended = "the instance is poisoned, an earlier call into it did not end well";
        }
    }

    /** Whether it is ended, by {@link #poison} or {@link #close}. */
    public boolean poisoned() {
        return tree.ended != null;
    }

    /**
     * Ends this instance and its children, and drops the resources of the host's that they still own, the last created
     * first, each once. Resources that a guest defined get no destructor. Calling it again does nothing.
     *
     * @throws RuntimeException or Error, the first failure of a destructor, with the others suppressed in it; all
     *     destructors have run
     */
    public void close() {
        if (tree.ended == null) {
            tree.ended = "the instance is closed";
        }
        tree.closed = true;
        if (tree.store != null && tree.thread == null) {
            tree.store.close();
        }
        List<Handle> owned = new ArrayList<>();
        drain(owned);
        owned.sort(Comparator.comparingLong((Handle handle) -> handle.sequence).reversed());
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Throwable failure = null;
        for (Handle handle : owned) {
            if (seen.add(handle.representation)) {
                try {
                    handle.type.destroy(handle.representation, null);
                } catch (Throwable t) {
                    if (failure == null) {
                        failure = t;
                    } else if (failure != t) {
                        failure.addSuppressed(t);
                    }
                }
            }
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
    }

    private void drain(List<Handle> owned) {
        for (InstanceState child : children) {
            child.drain(owned);
        }
        handles.drain(handle -> {
            if (handle.owned() && handle.type.definedBy() == null) {
                owned.add(handle);
            }
        });
        owned.addAll(adopted);
        adopted.clear();
    }

    /** Its tasks; null in a tree whose calls are all synchronous. */
    @Nullable
    TaskInstance tasks() {
        return tasks;
    }

    /** What {@code context.get} and {@code context.set} of the code that runs are for. */
    long[] context() {
        return tree.store == null ? context : tree.store.current().context();
    }

    /** Realloc is a call of its own ({@code reallocate}): nothing of the one that runs belongs to it. */
    long[] takeContext() {
        long[] now = context();
        if (now.length == 0) {
            return now;
        }
        long[] kept = now.clone();
        Arrays.fill(now, 0);
        return kept;
    }

    /** Gives back what {@link #takeContext} took. */
    void giveContext(long[] kept) {
        if (kept.length > 0) {
            System.arraycopy(kept, 0, context(), 0, kept.length);
        }
    }

    /** Runs a call of the host's into a tree with tasks: on one thread at a time, and it ends the tree when it fails. */
    <T extends @Nullable Object> T fromHost(String function, Supplier<T> body) {
        if (tree.thread != null) {
            throw tree.thread == Thread.currentThread() || Thread.currentThread().isVirtual()
                    ? cannotEnter(this, function, "it is running, and can't be called again before its call is over")
                    : inUse(tree.thread, Thread.currentThread(), function);
        }
        tree.thread = Thread.currentThread();
        try {
            return body.get();
        } catch (Throwable t) {
            poison();
            throw t;
        } finally {
            tree.thread = null;
        }
    }

    /** {@code may_enter_from}, {@code enter_from}. */
    void enterTask(@Nullable InstanceState caller, String function) {
        if (tree.ended != null) {
            throw cannotEnter(this, function, tree.ended);
        }
        TaskInstance from = caller == null ? null : caller.tasks;
        if (!Objects.requireNonNull(tasks).mayEnterFrom(from)) {
            throw cannotEnter(this, function, "it is running, and can't be called again before its call is over");
        }
        tasks.enter(from);
    }

    void leaveTask(@Nullable InstanceState caller) {
        Objects.requireNonNull(tasks).leave(caller == null ? null : caller.tasks);
    }

    HandleTable handles() {
        return handles;
    }

    /** Spends fuel, where that is counted, for bytes of a value that crosses from or to the guest. */
    void spendFor(long bytes) {
        Fuel fuel = tree.fuel;
        if (fuel != null) {
            fuel.spend((bytes + BYTES_OF_A_UNIT - 1) / BYTES_OF_A_UNIT);
        }
    }

    /** Pays for lifted values. */
    Budget values() {
        return tree.values;
    }

    /**
     * Takes a resource that has no other owner, because the call that carried it failed; it is dropped when the
     * instance closes, at once when it has. Only the host's need it: of a guest's the instance is gone.
     */
    void adopt(Resource resource) {
        ResourceType type = resource.type();
        if (type.definedBy() != null) {
            return;
        }
        if (tree.closed) {
            type.destroy(resource.representation(), null);
        } else {
            adopted.add(new Handle(type, resource.representation(), null, tree.next()));
        }
    }

    /** The nearest instance that holds both, which a call from one to the other stays inside of; null for none. */
    @Nullable
    InstanceState common(@Nullable InstanceState caller) {
        for (InstanceState mine = this; mine != null; mine = mine.parent) {
            for (InstanceState theirs = caller; theirs != null; theirs = theirs.parent) {
                if (mine == theirs) {
                    return mine;
                }
            }
        }
        return null;
    }

    /**
     * Enters the instance and its parents below {@code common}, or traps (<em>may_enter_from</em>,
     * <em>enter_from</em>).
     *
     * @param common what {@link #common} gives for the caller; null when the host calls
     */
    void enter(@Nullable InstanceState common, String function) {
        if (tree.ended != null) {
            throw cannotEnter(this, function, tree.ended);
        }
        Thread thread = Thread.currentThread();
        if (tree.thread != null && tree.thread != thread) {
            throw inUse(tree.thread, thread, function);
        }
        for (InstanceState at = this; at != null && at != common; at = at.parent) {
            if (at.entered) {
                throw cannotEnter(at, function, "it is running, and can't be called again before its call is over");
            }
        }
        for (InstanceState at = this; at != null && at != common; at = at.parent) {
            at.entered = true;
        }
        if (common == null) {
            tree.thread = thread;
        }
    }

    private IllegalStateException inUse(Thread by, Thread thread, String function) {
        return new IllegalStateException("component instance " + name + " is in use by thread " + by.getName()
                + " and was called by thread " + thread.getName() + " (" + function
                + "): an instance is used by one thread at a time");
    }

    private static Trap cannotEnter(InstanceState instance, String function, String why) {
        return new Trap("cannot enter component instance " + instance.name + " for " + function + ": " + why);
    }

    /** What belonged to the call before does not belong to the next. */
    void beginTask() {
        if (context.length > 0) {
            Arrays.fill(context, 0);
        }
    }

    void leave(@Nullable InstanceState common) {
        for (InstanceState at = this; at != null && at != common; at = at.parent) {
            at.entered = false;
        }
        if (common == null) {
            tree.thread = null;
        }
    }

    /** Traps unless code of the instance may call out. */
    void checkMayLeave(String function) {
        if (!mayLeave) {
            throw new Trap("cannot leave component instance " + name + ": its realloc or post-return calls " + function
                    + ", and may not call out");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
