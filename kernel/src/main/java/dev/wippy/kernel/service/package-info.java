/** Services: what is kept running, started again after a failure, and stopped in order. */
@NullMarked
package dev.wippy.kernel.service;

import org.jspecify.annotations.NullMarked;
