package dev.wippy.engine;

import dev.wippy.engine.run.MemoryImage;

/**
 * What a memory holds that many instances begin with, in place of what their module's segments make of it. All share its
 * bytes, so that one that is hibernated keeps only what differs from them (see {@link Hibernation}). Immutable; not to be
 * implemented by others.
 */
public interface InitialImage {

    /**
     * What a memory holds now.
     *
     * @param from the address before which the image has zeros, whatever stands there
     * @throws IllegalArgumentException if the memory ends before that
     */
    static InitialImage of(CoreMemory memory, int from) {
        return MemoryImage.of(memory, from);
    }

    /** The bytes that a memory has to have to begin with it. */
    long size();
}
