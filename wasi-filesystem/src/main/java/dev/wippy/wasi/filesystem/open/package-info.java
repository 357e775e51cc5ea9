/**
 * What processes have open of file systems, and the threads that these are called on; shared with the module of WASI
 * preview 1.
 */
@NullMarked
package dev.wippy.wasi.filesystem.open;

import org.jspecify.annotations.NullMarked;
