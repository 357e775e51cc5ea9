/** The component model's binary format: bytes in, definitions with raw indices out. */
@NullMarked
package dev.wippy.component.binary;

import org.jspecify.annotations.NullMarked;
