package dev.wippy.engine;

import com.dylibso.chicory.wabt.Wat2Wasm;

/** Modules written as text. */
final class Wat {

    private Wat() {}

    /** The binary of a module in the text format. */
    static byte[] binary(String text) {
        return Wat2Wasm.parse(text);
    }
}
