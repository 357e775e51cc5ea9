/** Benchmarks. */
@NullMarked
package dev.wippy.bench;

import org.jspecify.annotations.NullMarked;
