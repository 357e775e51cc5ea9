package dev.wippy.component.bind;

import dev.wippy.component.abi.Resource;
import dev.wippy.component.abi.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * Handles as the objects that they stand for.
 *
 * @param java the class marked {@link WitResource}
 * @param type its resource type
 */
record ResourceConverter(Class<?> java, ResourceType type) implements Converter {

    @Override
    public Object toJava(Object lifted) {
        Resource resource = (Resource) lifted;
        if (resource.type() != type) {
            throw new ConversionException("a resource is a " + resource.type() + " of "
                    + (resource.type().definedBy() == null ? "another class" : "a guest") + ", not a " + java
                            .getName());
        }
        return resource.representation();
    }

    @Override
    public Object toLifted(@Nullable Object value) {
        if (!java.isInstance(value)) {
            throw new ConversionException("a " + java.getSimpleName() + " is null");
        }
        return new Resource(type, value);
    }
}
