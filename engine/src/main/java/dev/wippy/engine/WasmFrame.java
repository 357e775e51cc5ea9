package dev.wippy.engine;

/**
 * A function on a guest's stack.
 *
 * @param function its name from the module's name section, else of an export or its import, else {@code func[INDEX]}
 * @param index its index in the module
 */
public record WasmFrame(String function, int index) {}
