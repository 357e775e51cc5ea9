package dev.wippy.engine.chicory;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A method of {@link GuestCalls} whose last parameter, the calling instance, the method it replaces does not have. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface WithInstance {}
