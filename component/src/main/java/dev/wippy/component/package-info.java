/** The component model: WIT types, values and the canonical ABI. */
@NullMarked
package dev.wippy.component;

import org.jspecify.annotations.NullMarked;
