/** The registry of declared entries. */
@NullMarked
package dev.wippy.registry;

import org.jspecify.annotations.NullMarked;
