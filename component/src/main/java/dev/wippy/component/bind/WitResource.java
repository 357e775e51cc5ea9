package dev.wippy.component.bind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class whose objects are resources of a WIT resource type; the object's identity is the resource's. When the
 * guest that owns one drops it, {@link AutoCloseable#close} runs if the class has it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface WitResource {

    /** The resource type's name in WIT: {@code input-stream}. */
    String value();
}
