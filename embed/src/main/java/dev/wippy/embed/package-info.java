/** Wippy inside another Java program: {@link dev.wippy.embed.Wippy} is where to begin. */
@NullMarked
package dev.wippy.embed;

import org.jspecify.annotations.NullMarked;
