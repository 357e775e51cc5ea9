package dev.wippy.kernel;

import dev.wippy.engine.WasmFrame;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is remembered of a process that ended: neither its result nor anything that its code could be kept by.
 *
 * @param since when it was spawned
 * @param at when it ended
 * @param failure why it failed, if it did
 * @param code the exit code that it chose, if it did
 */
public record EndedProcess(
        Pid pid, String entry, Instant since, Instant at, Optional<Reason> failure, OptionalInt code) {

    /**
     * Why a process failed.
     *
     * @param message the first thousand characters of it
     * @param stack of its WebAssembly, the innermost call first
     */
    public record Reason(ErrorKind kind, String message, List<WasmFrame> stack) {
        private static final int MOST = 1_000;

        static Reason of(Failure failure) {
            String message = failure.message();
            return new Reason(
                    failure.kind(),
                    message.length() <= MOST ? message : message.substring(0, MOST) + "...",
                    List.copyOf(failure.frames().subList(0, Math.min(MOST, failure.frames().size()))));
        }
    }
}
