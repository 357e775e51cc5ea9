package dev.wippy.engine.cache;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The code of a module as JVM classes.
 *
 * @param main the name of the class that stands for the module
 * @param interpreted how many functions are not among the code, because they are too large for a JVM method
 * @param classes the class files by name, in a fixed order
 */
public record CompiledClasses(String main, int interpreted, Map<String, byte[]> classes) {
    public CompiledClasses {
        classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
    }
}
