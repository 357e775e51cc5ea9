/**
 * Experimental: the concurrency of WASI 0.3 (CanonicalABI.md, <em>Concurrency</em>): tasks, their threads, and what they
 * wait for. It knows nothing of memories and codecs; {@code abi} calls it where an instance is made with it.
 */
@NullMarked
package dev.wippy.component.concurrent;

import org.jspecify.annotations.NullMarked;
