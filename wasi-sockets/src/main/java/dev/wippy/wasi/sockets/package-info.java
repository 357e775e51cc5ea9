/** The WASI interfaces {@code wasi:sockets}, to the text of their WIT, version 0.2.12. */
@NullMarked
package dev.wippy.wasi.sockets;

import org.jspecify.annotations.NullMarked;
