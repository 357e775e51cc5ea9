package dev.wippy.component.abi;

import org.jspecify.annotations.Nullable;

/** An element of a handle table (CanonicalABI.md, <em>Resource State</em>). */
final class Handle {
    final ResourceType type;
    final Object representation;

    /** The call that a borrow was lent to; null for what is owned. */
    final @Nullable LiftLowerContext borrowScope;

    /** When it was created, among all handles of the tree. */
    final long sequence;

    /** In how many calls that are not over it is lent on. */
    int lends;

    Handle(ResourceType type, Object representation, @Nullable LiftLowerContext borrowScope, long sequence) {
        this.type = type;
        this.representation = representation;
        this.borrowScope = borrowScope;
        this.sequence = sequence;
    }

    boolean owned() {
        return borrowScope == null;
    }

    @Override
    public String toString() {
        return (owned() ? "own<" : "borrow<") + type + ">";
    }
}
