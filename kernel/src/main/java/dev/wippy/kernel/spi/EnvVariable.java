package dev.wippy.kernel.spi;

import java.util.Optional;

/** A variable of the app's environment. Safe for use by many threads. */
public interface EnvVariable {

    /** Its public name, such as {@code API_URL}. */
    String name();

    /** Its value now, or its default; empty when it has neither. */
    Optional<String> value();
}
