package dev.wippy.kernel;

import dev.wippy.kernel.spi.ProcessBody;
import dev.wippy.kernel.spi.ProcessContext;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Processes written in Java, for tests. */
final class JavaProcess {

    /** What a process runs. */
    interface Code {
        @Nullable
        Object run(ProcessContext process) throws Exception;
    }

    private JavaProcess() {}

    static Template template(Kernel kernel, Code code) {
        return template(kernel, Limits.defaults(), _ -> {}, code, () -> {});
    }

    static Template template(Kernel kernel, Limits limits, Code code) {
        return template(kernel, limits, _ -> {}, code, () -> {});
    }

    static Template template(Kernel kernel, Limits limits, Consumer<ProcessContext> init, Code code, Runnable close) {
        return kernel.template("test:java", Optional.empty(), limits, process -> new ProcessBody() {
            @Override
            public void init() {
                init.accept(process);
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
