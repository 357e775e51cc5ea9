package dev.wippy.kernel;

import dev.wippy.engine.Unwind;

/** Takes a process that ends by its own wish out of its frames. */
final class ChosenExit extends Unwind {
    private static final long serialVersionUID = 1L;

    private final int code;

    ChosenExit(int code) {
        super("exit " + code);
        this.code = code;
    }

    int code() {
        return code;
    }
}
