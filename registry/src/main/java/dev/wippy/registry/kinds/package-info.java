/** The kinds of entries that every app may use. */
@NullMarked
package dev.wippy.registry.kinds;

import org.jspecify.annotations.NullMarked;
