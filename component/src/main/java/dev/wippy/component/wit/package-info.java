/** Prints components as WIT. */
@NullMarked
package dev.wippy.component.wit;

import org.jspecify.annotations.NullMarked;
