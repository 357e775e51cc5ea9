package dev.wippy.wasi.http;

import dev.wippy.engine.Trap;

/** The resources that a resource gave out and that have to be dropped before it (WIT: "child resource"). */
final class Children {
    private final String parent;
    private int alive;

    /** @param parent the name of the resource type */
    Children(String parent) {
        this.parent = parent;
    }

    /** One more. */
    void add() {
        alive++;
    }

    /** One is dropped. */
    void remove() {
        alive--;
    }

    /** Traps unless all are dropped. */
    void requireNone() {
        if (alive > 0) {
            throw new Trap("wasi:http/types." + parent + ": a resource that it gave out is still there");
        }
    }
}
