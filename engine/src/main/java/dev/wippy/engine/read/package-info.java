/**
 * The reader and validator of core modules: from the bytes of a module to a {@link ModuleDefinition} of which every
 * part, function bodies included, is known to be valid.
 *
 * <p>{@link ModuleReader} decodes the sections, {@link FunctionValidator} checks one body, instruction by instruction,
 * and {@link ModuleValidator} all of them. Nothing here recurses on the nesting of blocks, and no count in the input
 * allocates more than the bytes that follow it could hold. Section numbers in comments are those of the WebAssembly
 * core specification, version 3.0.
 */
@NullMarked
package dev.wippy.engine.read;

import org.jspecify.annotations.NullMarked;
