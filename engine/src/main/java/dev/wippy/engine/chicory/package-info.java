/** The engine over Chicory; nothing else in the project touches Chicory. */
@NullMarked
package dev.wippy.engine.chicory;

import org.jspecify.annotations.NullMarked;
