/**
 * The interface {@code wasi_snapshot_preview1} of core modules, whole: the one that programs are built for which are no
 * components. Its text is {@code legacy/preview1} of the WASI repository.
 */
@NullMarked
package dev.wippy.wasi.preview1;

import org.jspecify.annotations.NullMarked;
