/** What runs beneath a guest: the probe of its stack. Not API. */
@NullMarked
package dev.wippy.engine.run;

import org.jspecify.annotations.NullMarked;
