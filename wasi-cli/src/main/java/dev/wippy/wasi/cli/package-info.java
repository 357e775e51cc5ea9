/**
 * The WASI interfaces {@code wasi:cli}, to the text of their WIT, version 0.2.12; and the standard streams of this very
 * program, for whoever starts processes on them.
 */
@NullMarked
package dev.wippy.wasi.cli;

import org.jspecify.annotations.NullMarked;
