package dev.wippy.engine.load;

import dev.wippy.engine.CompileStatistics;
import java.util.concurrent.atomic.LongAdder;

/** What an engine did about the classes of its modules. */
final class ClassCounts {
    final LongAdder made = new LongAdder();
    final LongAdder loaded = new LongAdder();
    final LongAdder left = new LongAdder();

    CompileStatistics.Classes now() {
        return new CompileStatistics.Classes(made.sum(), loaded.sum(), left.sum());
    }
}
