package dev.wippy.engine.run;

import dev.wippy.engine.Safepoint;
import org.jspecify.annotations.Nullable;

/** Instructions on tables. Public for generated classes only. */
public final class Tables {
    private static final int PIECE = 4096;

    private Tables() {}

    /** The function to call at an index. */
    public static WasmFunction function(int index, Table table) {
        @Nullable
        Object[] elements = table.elements;
        if (index >= 0 && index < elements.length && elements[index] instanceof WasmFunction function) {
            return function;
        }
        return table.callee(index);
    }

    public static @Nullable Object get(int index, Table table) {
        table.check(index, 1);
        return table.get(index);
    }

    public static void set(int index, @Nullable Object value, Table table) {
        table.check(index, 1);
        table.set(index, value);
    }

    public static int size(Table table) {
        return table.size();
    }

    public static int grow(@Nullable Object value, int delta, Table table) {
        return table.grow(delta, value);
    }

    public static void fill(int index, @Nullable Object value, int count, Table table) {
        table.check(index, count);
        for (int i = 0; i < count; i++) {
            table.set(index + i, value);
            pollAt(i);
        }
    }

    public static void copy(int to, int from, int count, Table target, Table source) {
        source.check(from, count);
        target.check(to, count);
        boolean backwards = to > from;
        for (int i = 0; i < count; i++) {
            int at = backwards ? count - 1 - i : i;
            target.set(to + at, source.get(from + at));
            pollAt(i);
        }
    }

    public static void init(int to, int from, int count, Table table, int segment, ModuleInstance instance) {
        if (Integer.toUnsignedLong(from) + Integer.toUnsignedLong(count) > instance.elementCount(segment)) {
            throw Traps.outOfBoundsTable();
        }
        table.check(to, count);
        for (int i = 0; i < count; i++) {
            instance.putElement(segment, from + i, table, to + i);
            pollAt(i);
        }
    }

    public static void drop(int segment, ModuleInstance instance) {
        instance.dropElements(segment);
    }

    private static void pollAt(int i) {
        if (i % PIECE == PIECE - 1) {
            Safepoint.poll();
        }
    }
}
