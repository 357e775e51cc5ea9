package dev.wippy.engine.chicory;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A method of {@link GuestCalls} that takes the place of one of Chicory's instances, which is its first parameter. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface OfInstance {}
