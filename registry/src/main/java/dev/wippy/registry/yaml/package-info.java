/** YAML 1.2 with the place of each value. */
@NullMarked
package dev.wippy.registry.yaml;

import org.jspecify.annotations.NullMarked;
