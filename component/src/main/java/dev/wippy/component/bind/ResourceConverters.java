package dev.wippy.component.bind;

import dev.wippy.component.types.ValueType;
import java.lang.reflect.AnnotatedType;

/** Makes the converters of handles. */
interface ResourceConverters {
    /** Handles as objects of classes that are marked {@link WitResource}. */
    ResourceConverters OF_HOST = (type, raw, java) -> new ResourceConverter(raw, ResourceClasses.typeOf(raw)
            .orElseThrow(() -> MismatchException.of(type, "a class with @WitResource", java)));

    /**
     * A converter of handles.
     *
     * @param type an own or a borrow
     */
    Converter make(ValueType type, Class<?> raw, AnnotatedType java) throws MismatchException;
}
