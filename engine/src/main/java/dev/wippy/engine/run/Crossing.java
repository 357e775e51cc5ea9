package dev.wippy.engine.run;

import dev.wippy.engine.read.ValType;

/**
 * What can pass between instances of our own engine and of the one that garbage collection and threads are left to:
 * numbers and the host's references. There a function reference is an index that means something to one instance only, an
 * exception reference is a tag's, and objects are numbers of their instance's heap.
 */
public final class Crossing {
    /** Why a value can't pass. */
    public static final String REASON = "references to functions, exceptions and objects cannot pass between a module "
            + "that uses garbage collection or threads and one that does not: in the engine of the first they mean "
            + "something to one instance only";

    private Crossing() {}

    /** Whether values of a type can pass. */
    public static boolean passes(int type) {
        return !ValType.isReference(type) || ValType.heap(type) == ValType.EXTERN;
    }

    /** Whether the values of functions or exceptions of a type can, by its signature: numbers and the host's references have these letters. */
    public static boolean passes(String signature) {
        return signature.chars().allMatch(letter -> "ilfdX&>".indexOf(letter) >= 0);
    }
}
