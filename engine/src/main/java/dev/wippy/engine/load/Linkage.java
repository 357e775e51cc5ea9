package dev.wippy.engine.load;

import dev.wippy.engine.WasmFrame;
import dev.wippy.engine.generate.Names;
import dev.wippy.engine.read.FunctionType;
import dev.wippy.engine.run.WasmFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What our own engine and the one beside it have in common, so that their instances can be linked. Used by any thread. */
public final class Linkage {
    private final TypeLoader.Registry types = new TypeLoader.Registry();
    private final List<Frames> frames = new CopyOnWriteArrayList<>();

    /** Tells the functions of an engine in stack traces. */
    public interface Frames {
        /** What an element of a stack trace is of, if of a function of the engine's. */
        Optional<Method> method(StackTraceElement element);
    }

    /**
     * A method of a function.
     *
     * @param module the digest of the function's module
     * @param frame the function, and where in it the method is
     * @param part whether the function's own method follows further out, which is the same call of the function
     */
    public record Method(String module, WasmFrame frame, boolean part) {

        private boolean isOf(Method other) {
            return module.equals(other.module) && frame.index() == other.frame.index();
        }
    }

    /** An engine that others can be linked with. */
    public interface Linked {
        /** What the others are to have in common with it. */
        Linkage linkage();
    }

    TypeLoader.Registry types() {
        return types;
    }

    /** A new object for a function of a type that is not of our own engine; what it stands for is the caller's to say. */
    public WasmFunction newFunction(FunctionType type) {
        String name = Names.hostClass(type.signature()).replace('/', '.');
        try {
            return (WasmFunction) Class.forName(name, true, types.of(type)).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new GenerationError(e);
        }
    }

    /** Adds what tells the functions of an engine in stack traces. */
    public void addFrames(Frames of) {
        frames.add(of);
    }

    /** The calls of functions of whichever engine's in a stack trace, innermost first. */
    public List<WasmFrame> frames(StackTraceElement[] trace) {
        List<WasmFrame> calls = new ArrayList<>();
        Method inner = null;
        for (StackTraceElement element : trace) {
            Method method = method(element);
            if (method == null) {
                continue;
            }
            if (inner != null && !method.isOf(inner)) {
                // What it is a part of has left by a tail call, or is beyond the trace's end.
                calls.add(inner.frame());
                inner = null;
            }
            // Of several parts on top of each other the innermost one knows the place.
            Method place = inner == null ? method : inner;
            inner = method.part() ? place : null;
            if (!method.part()) {
                calls.add(place.frame());
            }
        }
        if (inner != null) {
            calls.add(inner.frame());
        }
        return calls;
    }

    private @Nullable Method method(StackTraceElement element) {
        for (Frames of : frames) {
            Optional<Method> method = of.method(element);
            if (method.isPresent()) {
                return method.get();
            }
        }
        return null;
    }
}
