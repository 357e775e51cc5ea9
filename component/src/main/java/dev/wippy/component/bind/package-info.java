/** Annotated Java classes as the interfaces that components import. */
@NullMarked
package dev.wippy.component.bind;

import org.jspecify.annotations.NullMarked;
