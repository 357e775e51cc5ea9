/** Measures processes: starting, waiting, waking, messages, ends, and what thousands of them take. */
@org.jspecify.annotations.NullMarked
package dev.wippy.bench.processes;
