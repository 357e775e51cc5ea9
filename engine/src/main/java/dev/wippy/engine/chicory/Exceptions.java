package dev.wippy.engine.chicory;

import com.dylibso.chicory.runtime.WasmException;
import com.dylibso.chicory.wasm.ChicoryException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What references to exceptions stand for in an instance. Chicory takes an exception's tag for its reference, so that of
 * two of one tag the later stands for both. Here each has a number of its own; since nobody says when a reference is gone,
 * the last {@link #KEPT} are kept, and an older one is a trap and never another exception.
 */
final class Exceptions {
    /** How many are kept: a bound on what a guest that catches in a loop makes the host keep. */
    static final int KEPT = 1 << 14;

    private @Nullable WasmException[] kept = new WasmException[4];
    private int next;

    /** A reference to an exception; the same as before where it was the last one. */
    int add(WasmException exception) {
        if (next > 0 && kept[(next - 1) % kept.length] == exception) {
            return next - 1;
        }
        if (next == kept.length && next < KEPT) {
            kept = Arrays.copyOf(kept, kept.length * 2);
        }
        if (next == Integer.MAX_VALUE) {
            throw new ChicoryException("too many references to exceptions");
        }
        kept[next % kept.length] = exception;
        return next++;
    }

    /** The exception that a reference stands for. */
    WasmException get(int reference) {
        if (reference < 0 || reference >= next || reference < next - kept.length) {
            throw new ChicoryException(reference < 0
                    ? "null exception reference"
                    : "a reference to an exception is older than the last " + KEPT + " that were caught");
        }
        WasmException found = kept[reference % kept.length];
        if (found == null) {
            throw new ChicoryException("null exception reference");
        }
        return found;
    }
}
