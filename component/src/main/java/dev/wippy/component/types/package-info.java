/** The types of the Component Model's values, functions and items. */
@NullMarked
package dev.wippy.component.types;

import org.jspecify.annotations.NullMarked;
