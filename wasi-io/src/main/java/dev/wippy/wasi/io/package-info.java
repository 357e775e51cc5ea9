/** WASI errors, polling and streams. */
@NullMarked
package dev.wippy.wasi.io;

import org.jspecify.annotations.NullMarked;
