package dev.wippy.lua;

import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.spi.ProcessBody;
import dev.wippy.kernel.spi.ProcessContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process that runs a script in a state of its own. */
final class LuaBody implements ProcessBody {
    private static final Logger LOG = LoggerFactory.getLogger(LuaBody.class);

    private final LuaRuntime runtime;
    private final LuaProgram program;
    private final ProcessContext process;
    private final ScriptHost host;
    private @Nullable LuaState state;

    LuaBody(LuaRuntime runtime, LuaProgram program, ProcessContext process) {
        this.runtime = runtime;
        this.program = program;
        this.process = process;
        this.host = new ScriptHost(program, process);
    }

    @Override
    public void init() {
        LuaState made = runtime.start(program.image(), process.budget(), process.fuel(), host);
        // While its memory moves to a larger array, both are there: Lua's own error has to come before.
        made.limit(process.limits().maxMemory() / 5 * 2);
        state = made;
    }

    @Override
    public @Nullable Object run() {
        LuaState running = state;
        if (running == null) {
            throw new IllegalStateException("run before init");
        }
        try {
            LuaRuntime.run(running);
        } catch (ScriptException failed) {
            throw failure(new LuaError("Internal", String.valueOf(failed.getMessage())));
        }
        var failed = host.failure();
        if (failed.isPresent()) {
            if (!failed.get().trace().isEmpty()) {
                LOG.error("{} {}: {}\n{}", process.pid(), program.entry(), failed.get().error().message(),
                        failed.get().trace());
            }
            throw failure(failed.get().error());
        }
        return host.result();
    }

    private static KernelException failure(LuaError error) {
        return new KernelException(error.errorKind(), error.message());
    }

    @Override
    public void close() {
        state = null;
    }
}
