package dev.wippy.component.abi;

import java.util.function.Supplier;

/**
 * What the canonical ABI keeps of one component instance while it runs: its resource types, its handles, whether it is
 * entered and may leave. Instances of nested components are children of the one that instantiates them. Used by one
 * thread at a time.
 */
public final class InstanceState {
    private final String name;

    /**
     * The state of an instance that the host instantiates.
     *
     * @param name names the instance in messages
     * @param resourceSlots how many resource types its component speaks of
     * @param maxHandles how many handles it and its children may have at once
     */
    public InstanceState(String name, int resourceSlots, int maxHandles) {
        this.name = name;
    }

    /** The state of an instance of a component nested in this one's. */
    public InstanceState child(String name, int resourceSlots) {
        return new InstanceState(name, resourceSlots, 0);
    }

    public String name() {
        return name;
    }

    /** Says which resource type a slot stands for; once per slot. */
    public void defineResource(int slot, ResourceType type) {
        throw new UnsupportedOperationException();
    }

    /** The resource type that a slot stands for. */
    public ResourceType resource(int slot) {
        throw new UnsupportedOperationException();
    }

    /**
     * Runs the instantiation of this instance (its core instances' start functions, its children's) as a call into it:
     * it is entered meanwhile, and poisoned when the body fails.
     */
    public <T> T instantiate(Supplier<T> body) {
        return body.get();
    }

    /**
     * Marks this instance, its parents and children as ended: no export, destructor or post-return of theirs runs any
     * more, a call is a trap.
     */
    public void poison() {}

    /** Whether it is ended. */
    public boolean poisoned() {
        return false;
    }

    /**
     * Ends this instance and its children, and drops the resources of the host's that they still own, the last created
     * first, each once. Resources that a guest defined get no destructor. Calling it again does nothing.
     *
     * @throws RuntimeException the first failure of a destructor, the others suppressed in it; all of them have run
     */
    public void close() {}
}
