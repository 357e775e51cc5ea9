/** WASI commands: arguments, environment, standard streams, clocks and random numbers. */
@NullMarked
package dev.wippy.wasi.cli;

import org.jspecify.annotations.NullMarked;
