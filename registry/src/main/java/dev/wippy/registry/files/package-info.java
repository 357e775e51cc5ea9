/**
 * File systems that nothing leads out of: a folder of the host in two back ends, and one in memory. {@code openat2} of
 * Linux is the security boundary; what the other back end lacks is said at {@code WalkDirectory}.
 */
@NullMarked
package dev.wippy.registry.files;

import org.jspecify.annotations.NullMarked;
