package dev.wippy.component.types;

/**
 * Which resource type a handle type speaks of. A resource type comes to be when a component is instantiated, so that
 * the types of a component, which all of its instances share, can only name the place where an instance keeps it.
 *
 * @param index the place in {@code InstanceState.resources}, counted over the component that the type stands in
 * @param name the name under which the component first imports or exports it, for messages
 */
public record ResourceSlot(int index, String name) {

    @Override
    public boolean equals(Object other) {
        return other instanceof ResourceSlot slot && slot.index == index;
    }

    @Override
    public int hashCode() {
        return index;
    }

    @Override
    public String toString() {
        return name;
    }
}
