/** Host imports of the kernel's own. They use the seams that any plugin uses. */
@NullMarked
package dev.wippy.kernel.imports;

import org.jspecify.annotations.NullMarked;
