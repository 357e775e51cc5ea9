/** What a plugin implements to extend the kernel. */
@NullMarked
package dev.wippy.kernel.spi;

import org.jspecify.annotations.NullMarked;
