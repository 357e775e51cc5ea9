package dev.wippy.engine.chicory;

import com.dylibso.chicory.runtime.WasmException;
import dev.wippy.engine.BudgetExceededException;
import dev.wippy.engine.Trap;
import dev.wippy.engine.Unwind;
import dev.wippy.engine.WasmFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What comes out of guest frames, sorted into whose fault it is. */
final class GuestFaults {

    private static final String FUNCTION = "func_";

    private final LoadedModules modules;

    GuestFaults(LoadedModules modules) {
        this.modules = modules;
    }

    /**
     * What to throw for something thrown out of guest frames.
     *
     * @param outermost the function that was called, if it was one
     */
    RuntimeException of(Throwable thrown, @Nullable WasmFrame outermost) {
        return switch (thrown) {
            case HostThrowable host -> host.<RuntimeException>rethrow();
            case Unwind unwind -> throw unwind;
            case BudgetExceededException exceeded -> exceeded;
            case StackOverflowError overflow -> trap("call stack exhausted", overflow, outermost);
            // Out of memory, or worse: the JVM's, not the guest's.
            case VirtualMachineError error -> throw error;
            case WasmException _ -> trap("uncaught exception", thrown, outermost);
            default -> trap(message(thrown), thrown, outermost);
        };
    }

    private Trap trap(String message, Throwable thrown, @Nullable WasmFrame outermost) {
        // Chicory wraps an overflow, and a trap of a start function.
        Throwable first = thrown.getCause() == null ? thrown : thrown.getCause();
        return new Trap(message, frames(first.getStackTrace(), outermost), thrown);
    }

    private List<WasmFrame> frames(StackTraceElement[] trace, @Nullable WasmFrame outermost) {
        List<WasmFrame> frames = new ArrayList<>();
        for (StackTraceElement element : trace) {
            if (element.getMethodName().startsWith(FUNCTION)) {
                LoadedModules.digest(element.getClassName())
                        .ifPresent(digest -> frames.add(modules.frame(digest, index(element))));
            }
        }
        // A function that is interpreted has no frame of its own, and long stacks are cut.
        if (outermost != null && (frames.isEmpty() || !frames.getLast().equals(outermost))) {
            frames.add(outermost);
        }
        return frames;
    }

    private static int index(StackTraceElement element) {
        return Integer.parseInt(element.getMethodName().substring(FUNCTION.length()));
    }

    /** The specification's words, as far as it has some, for what Chicory says. */
    private static String message(Throwable thrown) {
        String message = thrown.getMessage();
        if (message == null) {
            return thrown.getClass().getSimpleName();
        } else if (message.startsWith("Trapped on unreachable")) {
            return "unreachable";
        } else if (message.startsWith("out of bounds memory access")) {
            return "out of bounds memory access";
        } else if (message.startsWith("unaligned atomic")) {
            return "unaligned atomic";
        }
        return message;
    }
}
