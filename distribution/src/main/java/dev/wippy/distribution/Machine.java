package dev.wippy.distribution;

import dev.wippy.engine.Engine;
import dev.wippy.kernel.Kernel;

/** The engine and the kernel that one command runs on. */
final class Machine implements AutoCloseable {
    private final CompileReport report;
    private final Engine engine;
    private final Kernel kernel;

    Machine(Console console, GlobalOptions options) {
        Logging.configure(options.logLevel());
        report = new CompileReport(console, options.verbose());
        Engine.Builder builder = Engine.builder().listener(report);
        CacheFolder.of(console.shell().environment())
                .ifPresentOrElse(
                        builder::cacheDirectory,
                        () -> report.cacheUnusable("neither XDG_CACHE_HOME nor HOME is an absolute path"));
        engine = builder.build();
        kernel = Kernel.builder().engine(engine).build();
    }

    Kernel kernel() {
        return kernel;
    }

    @Override
    public void close() {
        report.close();
        report.totals(engine.statistics());
        kernel.close();
        engine.close();
    }
}
