package dev.wippy.engine.run;

import dev.wippy.engine.CoreFunction;

/** A function of an instance, of whichever engine, as others call it from guest frames. */
public interface LinkedFunction extends CoreFunction {

    /** Its type without the module, as {@link dev.wippy.engine.read.FunctionType#signature()} has it. */
    String signature();

    /**
     * Calls it from guest frames of our own engine: what it throws passes on as it is, and exceptions of WebAssembly's
     * are {@link WasmException}s.
     */
    long[] callFromGuest(long... arguments);
}
