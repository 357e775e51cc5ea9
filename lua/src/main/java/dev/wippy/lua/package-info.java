/** Lua processes. */
@NullMarked
package dev.wippy.lua;

import org.jspecify.annotations.NullMarked;
