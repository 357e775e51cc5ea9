package dev.wippy.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TagInstance;
import com.dylibso.chicory.runtime.WasmException;
import com.dylibso.chicory.wasm.types.Value;
import dev.wippy.engine.run.Tag;
import org.jspecify.annotations.Nullable;

/** An exception that an instance of our own engine threw, on its way through frames of Chicory's. */
final class LinkedException extends WasmException {
    private static final long serialVersionUID = 1L;

    private final transient dev.wippy.engine.run.WasmException original;

    private LinkedException(@Nullable Instance instance, int tag, dev.wippy.engine.run.WasmException original,
            long[] values) {
        super(instance, tag, values);
        this.original = original;
    }

    /**
     * What an exception of our own engine's is in Chicory: the very one that it was, if it came from there.
     *
     * @param catching the instance that is to see it
     */
    static RuntimeException of(dev.wippy.engine.run.WasmException thrown, @Nullable Instance catching) {
        RuntimeException origin = thrown.origin();
        if (origin != null) {
            return origin;
        }
        @Nullable
        Object[] values = thrown.values();
        long[] numbers = new long[values.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = values[i] instanceof Long number ? number : Value.REF_NULL_VALUE;
        }
        return new LinkedException(catching, index(catching, thrown.tag()), thrown, numbers);
    }

    private static int index(@Nullable Instance instance, Tag tag) {
        if (instance != null && tag.peer != null) {
            int count = instance.imports().tagCount() + instance.tagCount();
            for (int i = 0; i < count; i++) {
                if (instance.tag(i) == tag.peer) {
                    return i;
                }
            }
        }
        return instance != null && instance.getMachine() instanceof InstanceMachine machine
                ? machine.nextException()
                : InstanceMachine.NO_TAG;
    }

    dev.wippy.engine.run.WasmException original() {
        return original;
    }

    boolean hasTag(TagInstance tag) {
        return original.tag().peer == tag;
    }
}
