package dev.wippy.kernel;

import dev.wippy.kernel.spi.ProcessBody;
import dev.wippy.kernel.spi.ProcessContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Processes written in Java, for tests. */
final class JavaProcess {

    /** What a process runs. */
    interface Code {
        @Nullable
        Object run(ProcessContext process) throws Exception;
    }

    /** What it does before. */
    interface Preparation {
        void prepare(ProcessContext process) throws InterruptedException;
    }

    private JavaProcess() {}

    static Template template(Kernel kernel, Code code) {
        return template(kernel, Limits.defaults(), _ -> {}, code, () -> {});
    }

    static Template template(Kernel kernel, Limits limits, Code code) {
        return template(kernel, limits, _ -> {}, code, () -> {});
    }

    static Template template(Kernel kernel, Limits limits, Preparation init, Code code, Runnable close) {
        return kernel.template("test:java", Optional.empty(), limits, process -> new ProcessBody() {
            @Override
            public void init() {
                try {
                    init.prepare(process);
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            }

            @Override
            public @Nullable Object run() {
                try {
                    return code.run(process);
                } catch (RuntimeException unchecked) {
                    throw unchecked;
                } catch (Exception checked) {
                    throw new IllegalStateException(checked);
                }
            }

            @Override
            public void close() {
                close.run();
            }
        });
    }
}
