package dev.wippy.engine.load;

import dev.wippy.engine.generate.ClassGenerator;
import java.util.Map;

/** How a class of a module is generated. */
@FunctionalInterface
interface Generation {
    /** As {@link ClassGenerator#generate}. */
    Map<String, byte[]> generate(ClassGenerator generator, String internal);
}
