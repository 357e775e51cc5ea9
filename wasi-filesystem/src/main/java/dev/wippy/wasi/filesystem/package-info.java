/** WASI files and directories. */
@NullMarked
package dev.wippy.wasi.filesystem;

import org.jspecify.annotations.NullMarked;
