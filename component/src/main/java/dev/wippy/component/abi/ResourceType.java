package dev.wippy.component.abi;

import dev.wippy.engine.CoreFunction;
import org.jspecify.annotations.Nullable;

/**
 * A resource type at run time: an identity, and what happens to a resource of it when its owner drops it. Two are the
 * same when they are the same object.
 */
public final class ResourceType {
    private final String name;
    private final @Nullable InstanceState definedBy;
    private final @Nullable Destructor hostDestructor;
    private final @Nullable CoreFunction guestDestructor;

    /** What is done with the representation of a resource that its owner drops. */
    @FunctionalInterface
    public interface Destructor {
        void drop(Object representation);
    }

    private ResourceType(
            String name,
            @Nullable InstanceState definedBy,
            @Nullable Destructor hostDestructor,
            @Nullable CoreFunction guestDestructor) {
        this.name = name;
        this.definedBy = definedBy;
        this.hostDestructor = hostDestructor;
        this.guestDestructor = guestDestructor;
    }

    /** A resource type of the host's; representations are the host's objects. */
    public static ResourceType ofHost(String name, Destructor destructor) {
        return new ResourceType(name, null, destructor, null);
    }

    /**
     * A resource type that a component instance defines; representations are {@code Integer}s of its choosing.
     *
     * @param destructor {@code (rep: i32) -> ()}, or null where the component names none
     */
    public static ResourceType ofGuest(String name, InstanceState definedBy, @Nullable CoreFunction destructor) {
        return new ResourceType(name, definedBy, null, destructor);
    }

    /** Its name, for messages. */
    public String name() {
        return name;
    }

    /** The component instance that defines it, or null when the host does. */
    public @Nullable InstanceState definedBy() {
        return definedBy;
    }

    /**
     * Runs the destructor.
     *
     * @param caller the instance whose code drops the resource, null when it is the host
     */
    void destroy(Object representation, @Nullable InstanceState caller) {
        if (definedBy == null) {
            if (hostDestructor != null) {
                hostDestructor.drop(representation);
            }
            return;
        }
        // A destructor that the component does not name is still a call into its instance (canon_resource_drop).
        if (definedBy.tasks() != null) {
            AsyncLift.run(definedBy, caller, "the destructor of " + name, () -> {
                if (guestDestructor != null) {
                    guestDestructor.call(Integer.toUnsignedLong((Integer) representation));
                }
            });
            return;
        }
        InstanceState common = definedBy.common(caller);
        definedBy.enter(common, "the destructor of " + name);
        try {
            if (guestDestructor != null) {
                guestDestructor.call(Integer.toUnsignedLong((Integer) representation));
            }
        } catch (Throwable t) {
            definedBy.poison();
            throw t;
        }
        definedBy.leave(common);
    }

    @Override
    public String toString() {
        return name;
    }
}
