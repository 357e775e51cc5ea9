package dev.wippy.component.bind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method that implements a function of a WIT interface. A method of a resource takes the resource's object as
 * its first parameter.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface WitFunction {

    /** The function's name in WIT's export syntax: {@code now}, {@code [method]input-stream.read}. */
    String value();
}
