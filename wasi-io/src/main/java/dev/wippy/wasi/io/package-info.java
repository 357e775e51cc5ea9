/**
 * The WASI interfaces {@code wasi:io}, {@code wasi:clocks} and {@code wasi:random}, to the text of their WIT, version
 * 0.2.12. The classes of their resources are public, for other modules whose functions give or take streams, pollables
 * and errors.
 */
@NullMarked
package dev.wippy.wasi.io;

import org.jspecify.annotations.NullMarked;
