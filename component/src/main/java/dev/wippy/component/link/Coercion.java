package dev.wippy.component.link;

/**
 * Brings an item of a subtype into the form of its supertype, in which exports and imports have other positions. Found
 * once, when types are matched, so that no instance looks for a name.
 */
sealed interface Coercion {

    /** The item has that form already. */
    enum Same implements Coercion {
        SAME
    }

    /** The exports of an instance: for each of the supertype its position in the subtype, and how it is brought over. */
    record OfInstance(int[] positions, Coercion[] parts) implements Coercion {}

    /** A component: for each of its imports the position among the supertype's, then its exports as an instance's. */
    record OfComponent(int[] imports, Coercion[] arguments, OfInstance exports) implements Coercion {}
}
