package dev.wippy.component.link;

/** Where an instance under construction keeps an item. */
sealed interface Source {

    /** A register of its {@link Frame}. */
    record Register(int index) implements Source {}

    /** A resource type of its state. */
    record Resource(int slot) implements Source {}

    /** Nowhere: the item is a type that has no form at run time. */
    enum Nothing implements Source {
        NOTHING
    }
}
