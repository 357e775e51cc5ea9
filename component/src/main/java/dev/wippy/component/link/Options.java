package dev.wippy.component.link;

import dev.wippy.component.abi.StringEncoding;

/**
 * Canonical options with their indices resolved to registers; -1 for what is not given.
 *
 * @param encoding how strings are kept
 * @param memory the core memory
 * @param realloc the core function that allocates
 * @param postReturn the core function called with the results
 */
record Options(StringEncoding encoding, int memory, int realloc, int postReturn) {}
