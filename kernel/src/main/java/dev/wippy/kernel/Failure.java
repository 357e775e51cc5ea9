package dev.wippy.kernel;

import dev.wippy.engine.WasmFrame;
import java.util.List;
import java.util.Optional;

/**
 * Why a process ended with an error.
 *
 * @param kind the sort of error
 * @param message one line for people
 * @param frames the guest's stack, innermost function first; empty when there was none
 * @param cause what was thrown, where that is of use in a log
 */
public record Failure(ErrorKind kind, String message, List<WasmFrame> frames, Optional<Throwable> cause) {

    public Failure {
        frames = List.copyOf(frames);
    }

    /** A failure that has no guest's stack and no cause. */
    public static Failure of(ErrorKind kind, String message) {
        return new Failure(kind, message, List.of(), Optional.empty());
    }

    @Override
    public String toString() {
        return kind + ": " + message;
    }
}
