package dev.wippy.engine.chicory;

import dev.wippy.engine.CompileListener;
import dev.wippy.engine.CompileStatistics;
import dev.wippy.engine.CoreModule;
import dev.wippy.engine.Engine;
import dev.wippy.engine.UnsupportedModuleException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The engine over Chicory's compiler. */
public final class ChicoryEngine implements Engine {

    public ChicoryEngine(@Nullable Path cacheDirectory, CompileListener listener, long maxCode) {}

    @Override
    public CoreModule compile(byte[] binary) {
        throw new UnsupportedModuleException("the engine lands in the next commits");
    }

    @Override
    public CompileStatistics statistics() {
        return new CompileStatistics(0, 0, 0);
    }

    @Override
    public void close() {}
}
