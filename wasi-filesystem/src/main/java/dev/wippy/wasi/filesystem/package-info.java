/** The WASI interfaces {@code wasi:filesystem}, to the text of their WIT, version 0.2.12. */
@NullMarked
package dev.wippy.wasi.filesystem;

import org.jspecify.annotations.NullMarked;
