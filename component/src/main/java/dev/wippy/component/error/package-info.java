/** What is thrown of components that can't be read, linked or instantiated; below all else, so that all may throw it. */
@NullMarked
package dev.wippy.component.error;

import org.jspecify.annotations.NullMarked;
