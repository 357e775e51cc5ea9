/**
 * The generator: from validated bodies to class files.
 *
 * <p>{@link dev.wippy.engine.generate.CodeWriter} writes the code of one method with its stack maps,
 * {@link dev.wippy.engine.generate.FunctionGenerator} goes through a body beside the validator and emits it, and
 * {@link dev.wippy.engine.generate.Cutter} decides where a large one is cut. What the code calls at run time is in
 * {@code dev.wippy.engine.run}; only its names are known here.
 */
@NullMarked
package dev.wippy.engine.generate;

import org.jspecify.annotations.NullMarked;
