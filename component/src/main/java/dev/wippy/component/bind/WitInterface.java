package dev.wippy.component.bind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a Java interface whose methods are the functions of an interface that a component exports. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface WitInterface {
    /** The interface's name, {@code ns:pkg/iface@1.2.3}; without a version it is the newest that is exported. */
    String value();
}
