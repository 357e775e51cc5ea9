/**
 * What runs beneath a guest: instances and what they consist of, the methods that generated code calls, and the probe
 * of its stack. Public where generated code, which is in loaders of its own, has to see it; not API.
 */
@NullMarked
package dev.wippy.engine.run;

import org.jspecify.annotations.NullMarked;
