package dev.wippy.component.link;

import dev.wippy.component.abi.CallAbi;
import dev.wippy.component.abi.StringEncoding;

/**
 * Canonical options with their indices resolved to registers; -1 for what is not given.
 *
 * @param encoding how strings are kept
 * @param memory the core memory
 * @param realloc the core function that allocates
 * @param postReturn the core function called with the results
 * @param async whether the async ABI is used (0.3)
 * @param callback the core function called with events (0.3)
 */
record Options(StringEncoding encoding, int memory, int realloc, int postReturn, boolean async, int callback) {

    /** The form of the ABI. */
    CallAbi abi() {
        return async ? callback >= 0 ? CallAbi.CALLBACK : CallAbi.ASYNC : CallAbi.SYNC;
    }
}
