package dev.wippy.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.types.Table;
import dev.wippy.engine.Safepoint;

/** A table as instances of Chicory's see it. */
abstract class GuestTable extends TableInstance {

    private static final int PIECE = 4096;

    GuestTable(Table table, int initial) {
        super(table, initial);
    }

    void fill(int offset, int value, int count, Instance instance) {
        checkBounds(offset, count);
        for (int i = 0; i < count; i++) {
            setRef(offset + i, value, instance);
            pollAt(i);
        }
    }

    void copyFrom(GuestTable from, int to, int source, int count) {
        from.checkBounds(source, count);
        checkBounds(to, count);
        boolean backwards = to > source;
        for (int i = 0; i < count; i++) {
            int at = backwards ? count - 1 - i : i;
            setRef(to + at, from.ref(source + at), from.instance(source + at));
            pollAt(i);
        }
    }

    private static void pollAt(int i) {
        if (i % PIECE == PIECE - 1) {
            Safepoint.poll();
        }
    }

    private void checkBounds(int from, int count) {
        if ((from & 0xFFFF_FFFFL) + (count & 0xFFFF_FFFFL) > size()) {
            throw GuestCalls.outOfBoundsTable();
        }
    }
}
