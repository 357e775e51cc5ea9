/**
 * From definitions to instances: index spaces resolved and typed, a plan of steps made of them once per component, and
 * instances made by running through the steps.
 */
@NullMarked
package dev.wippy.component.link;

import org.jspecify.annotations.NullMarked;
