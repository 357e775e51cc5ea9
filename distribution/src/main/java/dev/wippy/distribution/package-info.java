/** The command line. */
@NullMarked
package dev.wippy.distribution;

import org.jspecify.annotations.NullMarked;
