/** Compiled code on disk, for the next run. Not API. */
@NullMarked
package dev.wippy.engine.cache;

import org.jspecify.annotations.NullMarked;
