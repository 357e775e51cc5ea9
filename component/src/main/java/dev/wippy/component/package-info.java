/**
 * The WebAssembly component model: {@link dev.wippy.component.Component} is where to begin.
 */
@NullMarked
package dev.wippy.component;

import org.jspecify.annotations.NullMarked;
