package dev.wippy.engine.chicory;

import com.dylibso.chicory.runtime.TagInstance;
import com.dylibso.chicory.runtime.WasmException;
import dev.wippy.engine.BudgetExceededException;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.Trap;
import dev.wippy.engine.Unwind;
import dev.wippy.engine.WasmFrame;
import dev.wippy.engine.load.Linkage;
import dev.wippy.engine.run.HostThrowable;
import dev.wippy.engine.run.Tag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What comes out of guest frames, sorted into whose fault it is. */
final class GuestFaults {

    private final Linkage linkage;
    private final GuestTag.Known tags = new GuestTag.Known();

    GuestFaults(Linkage linkage) {
        this.linkage = linkage;
    }

    /** The tags that exceptions may have. */
    GuestTag.Known tags() {
        return tags;
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

    /** What to throw into frames of our own engine for something thrown out of those of Chicory's. */
    RuntimeException toOurs(Throwable thrown) {
        return switch (thrown) {
            case LinkedException exception -> exception.original();
            case WasmException exception -> exception(exception);
            case Unwind unwind -> throw unwind;
            case BudgetExceededException exceeded -> exceeded;
            case Trap trap -> trap;
            case VirtualMachineError error -> throw error;
            default -> {
                Trap trap = new Trap(message(thrown), List.of(), thrown);
                // Where the whole trace is asked for, these frames are among the others.
                trap.setStackTrace(first(thrown).getStackTrace());
                yield trap;
            }
        };
    }

    private dev.wippy.engine.run.WasmException exception(WasmException thrown) {
        TagInstance tag = thrown.instance().tag(thrown.tagIdx());
        Tag known = tags.find(tag);
        if (known == null) {
            // No instance of ours can have it, so none looks at its values.
            known = new Tag(new CoreExternType.Tag(Types.type(tag.type())), "!");
        }
        @Nullable
        Object[] values = new @Nullable Object[tag.type().params().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = LinkedGlobal.box(thrown.args()[i], tag.type().params().get(i));
        }
        return new dev.wippy.engine.run.WasmException(known, values, thrown);
    }

    /** Chicory wraps an overflow, and a trap of a start function. */
    private static Throwable first(Throwable thrown) {
        return thrown.getCause() == null ? thrown : thrown.getCause();
    }

    private Trap trap(String message, Throwable thrown, @Nullable WasmFrame outermost) {
        return new Trap(message, frames(first(thrown).getStackTrace(), outermost), thrown);
    }

    private List<WasmFrame> frames(StackTraceElement[] trace, @Nullable WasmFrame outermost) {
        List<WasmFrame> frames = new ArrayList<>(linkage.frames(trace));
        // A function that is interpreted has no frame of its own, and long stacks are cut.
        if (outermost != null && (frames.isEmpty() || !frames.getLast().equals(outermost))) {
            frames.add(outermost);
        }
        return frames;
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
