/** The engine that compiles and runs WebAssembly modules. */
@NullMarked
package dev.wippy.engine;

import org.jspecify.annotations.NullMarked;
