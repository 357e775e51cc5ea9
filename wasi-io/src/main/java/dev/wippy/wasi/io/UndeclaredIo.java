package dev.wippy.wasi.io;

import dev.wippy.component.bind.WitFunction;

/**
 * The interfaces of {@code wasi:io} as an entry sees them that does not declare it: the types of their resources, and no
 * function. A type grants nothing. Without it the streams and pollables that other modules give out would have no type
 * that the guest knows, and it would fail there, with a message about types, rather than at the call that it lacks an
 * import for.
 *
 * <p>The methods only speak of the types: no component can import functions of such names.
 */
final class UndeclaredIo {

    @WitFunction("[type]error")
    void error(IoError type) {}

    @WitFunction("[type]pollable")
    void pollable(Pollable type) {}

    @WitFunction("[type]input-stream")
    void inputStream(InputStream type) {}

    @WitFunction("[type]output-stream")
    void outputStream(OutputStream type) {}
}
