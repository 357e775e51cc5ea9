/**
 * Our own engine as the public interface has it: modules whose classes are generated when the JVM first asks for them.
 */
@NullMarked
package dev.wippy.engine.load;

import org.jspecify.annotations.NullMarked;
