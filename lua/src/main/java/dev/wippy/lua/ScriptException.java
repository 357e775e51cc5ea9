package dev.wippy.lua;

/** What a script did wrong; raised in it as an error. */
final class ScriptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ScriptException(String message) {
        super(message);
    }
}
