package dev.wippy.component.abi;

/** Which form of the ABI a function is lifted or lowered with. */
public enum CallAbi {
    /** Values are returned. */
    SYNC,
    /** 0.3: values go by {@code task.return} or to memory, and the caller may go on meanwhile. */
    ASYNC,
    /** 0.3: the same of a lifted function that goes on by calls of its callback. */
    CALLBACK
}
