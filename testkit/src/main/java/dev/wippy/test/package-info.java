/**
 * For the tests of import modules. {@link dev.wippy.test.TestKernel} runs real guests against a module,
 * {@link dev.wippy.test.JavaGuest} calls its functions without one. Needs no test framework: what does not hold is an
 * {@link AssertionError}.
 */
@NullMarked
package dev.wippy.test;

import org.jspecify.annotations.NullMarked;
