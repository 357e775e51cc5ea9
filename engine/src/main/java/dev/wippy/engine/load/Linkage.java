package dev.wippy.engine.load;

import dev.wippy.engine.WasmFrame;
import dev.wippy.engine.generate.Names;
import dev.wippy.engine.read.FunctionType;
import dev.wippy.engine.run.WasmFunction;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What our own engine and the one beside it have in common, so that their instances can be linked. Used by any thread. */
public final class Linkage {
    private final TypeLoader.Registry types = new TypeLoader.Registry();
    private final List<Frames> frames = new CopyOnWriteArrayList<>();

    /** Tells the functions of an engine in stack traces. */
    public interface Frames {
        /** The function that an element of a stack trace belongs to, if to one of the engine's. */
        Optional<WasmFrame> frame(StackTraceElement element);
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

    /** The function of whichever engine's that an element of a stack trace belongs to, if to any. */
    public Optional<WasmFrame> frame(StackTraceElement element) {
        for (Frames of : frames) {
            Optional<WasmFrame> frame = of.frame(element);
            if (frame.isPresent()) {
                return frame;
            }
        }
        return Optional.empty();
    }
}
