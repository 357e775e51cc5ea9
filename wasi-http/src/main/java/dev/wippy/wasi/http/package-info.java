/** The WASI HTTP interfaces. */
@NullMarked
package dev.wippy.wasi.http;

import org.jspecify.annotations.NullMarked;
