package dev.wippy.engine;

/**
 * A function on a guest's stack.
 *
 * @param function its name from the module's name section, else of an export or its import, else {@code func[INDEX]}
 * @param index its index in the module
 * @param offset of the instruction that it is at, in bytes from the start of the module, as other engines print it;
 *        {@link #UNKNOWN} where it is not known. In bodies of more than 64 KiB it may be a few bytes too low
 */
public record WasmFrame(String function, int index, long offset) {

    /** The offset where none is known. */
    public static final long UNKNOWN = -1;

    /** A frame whose offset is not known. */
    public WasmFrame(String function, int index) {
        this(function, index, UNKNOWN);
    }
}
