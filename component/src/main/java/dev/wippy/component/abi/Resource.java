package dev.wippy.component.abi;

/**
 * A lifted handle: a resource on its way from one component, or the host, to another.
 *
 * @param type its type
 * @param representation the host's object, or the {@code Integer} that a guest chose
 */
public record Resource(ResourceType type, Object representation) {

    /**
     * Drops an owned resource: runs its destructor, on the calling thread. What the host was given as {@code own} and
     * does not pass on is dropped so, once.
     *
     * @throws dev.wippy.engine.Trap if the destructor is a guest's and traps, or its instance is poisoned or entered
     */
    public void drop() {
        type.destroy(representation, null);
    }
}
