package dev.wippy.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A guest's fault that ended its call: unreachable, an access out of bounds, its stack overflowing and the like. */
public final class Trap extends EngineException {
    private static final long serialVersionUID = 1L;

    private final transient List<WasmFrame> frames;

    /**
     * @param message what happened, in the words of the specification where it has some
     * @param frames the guest's stack, innermost first
     */
    public Trap(String message, List<WasmFrame> frames, @Nullable Throwable cause) {
        super(message, cause);
        this.frames = List.copyOf(frames);
    }

    public Trap(String message) {
        this(message, List.of(), null);
    }

    /** The guest's stack at the trap, innermost first; empty when nothing of it is known. */
    public List<WasmFrame> frames() {
        return frames;
    }
}
