package dev.wippy.component.bind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a Java integer holds the bits of an unsigned WIT integer of the same width. Without it an unsigned integer
 * is the next wider Java type; u64, which has none, is always a {@code long} with this.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface Unsigned {}
