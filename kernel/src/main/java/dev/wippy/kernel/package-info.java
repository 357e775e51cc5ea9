/** Processes and what they do: spawn, send, receive, link and monitor. */
@NullMarked
package dev.wippy.kernel;

import org.jspecify.annotations.NullMarked;
