package dev.wippy.registry.kinds;

import dev.wippy.kernel.spi.EntryKind;
import dev.wippy.kernel.spi.Fields;
import dev.wippy.registry.files.MemoryFileSystem;
import java.util.Set;

/** {@code fs.memory}: a scratch file system that lives with the runtime. */
public final class MemoryKind implements EntryKind {
    private static final long DEFAULT_LIMIT = 64L << 20;

    @Override
    public Set<String> kinds() {
        return Set.of("fs.memory");
    }

    @Override
    public Plan plan(Fields fields) {
        long limit = fields.size("limit").orElse(DEFAULT_LIMIT);
        if (limit < 0) {
            fields.problem("limit", "must be at least 0, and not " + limit);
        }
        return _ -> new MemoryFileSystem(limit);
    }
}
