package dev.wippy.engine.run;

import dev.wippy.engine.CoreExtern;

/** An item of an instance of another engine that holds what {@linkplain Crossing cannot pass} between the two. */
public interface Untranslatable extends CoreExtern {}
