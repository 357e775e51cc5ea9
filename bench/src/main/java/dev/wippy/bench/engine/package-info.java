/** Benchmarks of the engine alone: core modules, without components or processes. */
@NullMarked
package dev.wippy.bench.engine;

import org.jspecify.annotations.NullMarked;
