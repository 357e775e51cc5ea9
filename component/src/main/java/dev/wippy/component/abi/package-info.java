/** The canonical ABI: how component-level values cross into core WebAssembly and back. */
@NullMarked
package dev.wippy.component.abi;

import org.jspecify.annotations.NullMarked;
