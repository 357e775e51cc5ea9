package dev.wippy.kernel;

import dev.wippy.engine.Engine;
import dev.wippy.engine.WasmFrame;
import java.util.Arrays;
import java.util.List;

/**
 * Where a process is.
 *
 * @param guest its own calls, the innermost first; empty outside of WebAssembly
 * @param host what those called in Java, the innermost first; empty while its own code runs
 */
public record ProcessStack(List<WasmFrame> guest, List<StackTraceElement> host) {

    static ProcessStack of(StackTraceElement[] trace, Engine engine) {
        List<StackTraceElement> host = Arrays.stream(trace)
                .takeWhile(each -> engine.frames(new StackTraceElement[]{each}).isEmpty())
                .toList();
        return new ProcessStack(engine.frames(trace), host);
    }
}
