package dev.wippy.engine.run;

import dev.wippy.engine.BudgetExceededException;
import dev.wippy.engine.Trap;
import dev.wippy.engine.Unwind;
import dev.wippy.engine.WasmFrame;
import dev.wippy.engine.run.WasmFunction.FunctionLink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What comes out of guest frames, sorted into whose fault it is. */
final class Faults {
    private Faults() {}

    /**
     * What to throw for something thrown out of guest frames.
     *
     * @param outermost the function that was called, if it was one
     */
    static RuntimeException of(Throwable thrown, ModuleCode code, @Nullable WasmFunction outermost) {
        return switch (thrown) {
            case HostThrowable host -> host.<RuntimeException>rethrow();
            case Unwind unwind -> throw unwind;
            case BudgetExceededException exceeded -> exceeded;
            case StackOverflowError overflow -> trap("call stack exhausted", overflow, code, outermost);
            // Out of memory, code that could not be made, or worse: ours or the JVM's, not the guest's.
            case Error error -> throw error;
            case WasmException _ -> trap("uncaught exception", thrown, code, outermost);
            case Trap trap -> trap(String.valueOf(trap.getMessage()), trap, code, outermost);
            default -> trap(thrown.toString(), thrown, code, outermost);
        };
    }

    private static Trap trap(String message, Throwable thrown, ModuleCode code, @Nullable WasmFunction outermost) {
        List<WasmFrame> frames = new ArrayList<>(code.frames(thrown.getStackTrace()));
        if (outermost != null && outermost.link() instanceof FunctionLink.Guest guest) {
            WasmFrame last = code.frame(guest.index());
            if (frames.isEmpty() || frames.getLast().index() != last.index()) {
                frames.add(last);
            }
        }
        return new Trap(message, frames, thrown);
    }
}
