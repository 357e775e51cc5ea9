/** Plain Java values, and words of a command line, as component-level values: what dynamic calls need. */
@NullMarked
package dev.wippy.component.value;

import org.jspecify.annotations.NullMarked;
