package dev.wippy.wasi.filesystem;

import dev.wippy.component.bind.Result;
import dev.wippy.component.bind.WitFunction;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.kernel.spi.ProgramSettings;
import dev.wippy.test.Collected;
import dev.wippy.wasi.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** As much of {@code wasi:cli} as the guests of these tests need; the module itself is tested with this one. */
final class TestCli implements ImportModule {
    private static final String VERSION = "@0.2.12";

    private final Collected output = new Collected();
    private final Collected error = new Collected();

    String output() {
        return output.text();
    }

    String error() {
        return error.text();
    }

    @Override
    public String name() {
        return "test:cli";
    }

    @Override
    public List<String> interfaces() {
        return List.of();
    }

    @Override
    public void link(Imports imports, ProcessContext process) {
        var lookup = MethodHandles.lookup();
        imports.bind("wasi:cli/environment" + VERSION, new Environment(process), lookup);
        imports.bind("wasi:cli/stdout" + VERSION, new Stdout(output), lookup);
        imports.bind("wasi:cli/stderr" + VERSION, new Stderr(error), lookup);
        imports.bind("wasi:cli/exit" + VERSION, new Exit(process), lookup);
    }

    private record Variable(String name, String value) {}

    private record Environment(ProcessContext process) {
        @WitFunction("get-environment")
        List<Variable> environment() {
            return List.of();
        }

        @WitFunction("get-arguments")
        List<String> arguments() {
            return process.config(ProgramSettings.class).orElse(ProgramSettings.NONE).arguments();
        }
    }

    private record Stdout(Collected sink) {
        @WitFunction("get-stdout")
        OutputStream stream() {
            return OutputStream.of(sink);
        }
    }

    private record Stderr(Collected sink) {
        @WitFunction("get-stderr")
        OutputStream stream() {
            return OutputStream.of(sink);
        }
    }

    private record Exit(ProcessContext process) {
        @WitFunction("exit")
        void exit(Result<Void, Void> status) {
            process.exit(status instanceof Result.Ok<Void, Void> ? 0 : 1);
        }
    }
}
