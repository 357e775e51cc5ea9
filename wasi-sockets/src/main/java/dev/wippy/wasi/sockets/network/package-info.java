/** What a process may reach of the network, and how names are resolved; shared with the module of {@code wasi:http}. */
@NullMarked
package dev.wippy.wasi.sockets.network;

import org.jspecify.annotations.NullMarked;
