/** The WASI interfaces {@code wasi:http}, to the text of their WIT, version 0.2.12. */
@NullMarked
package dev.wippy.wasi.http;

import org.jspecify.annotations.NullMarked;
