package dev.wippy.wasi.cli;

import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.kernel.spi.ProgramSettings;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** What {@code imports: [wasi:cli]} enables: {@code wasi:cli} whole, and random numbers, which runtimes need to start. */
public final class CliModule implements ImportModule {
    private static final String ENVIRONMENT = "wasi:cli/environment@0.2.12";
    private static final String EXIT = "wasi:cli/exit@0.2.12";
    private static final String STDIN = "wasi:cli/stdin@0.2.12";
    private static final String STDOUT = "wasi:cli/stdout@0.2.12";
    private static final String STDERR = "wasi:cli/stderr@0.2.12";
    private static final String TERMINAL_INPUT = "wasi:cli/terminal-input@0.2.12";
    private static final String TERMINAL_OUTPUT = "wasi:cli/terminal-output@0.2.12";
    private static final String TERMINAL_STDIN = "wasi:cli/terminal-stdin@0.2.12";
    private static final String TERMINAL_STDOUT = "wasi:cli/terminal-stdout@0.2.12";
    private static final String TERMINAL_STDERR = "wasi:cli/terminal-stderr@0.2.12";

    @Override
    public String name() {
        return "wasi:cli";
    }

    @Override
    public List<String> brings() {
        return List.of("wasi:random");
    }

    @Override
    public List<String> interfaces() {
        return List.of(
                ENVIRONMENT,
                EXIT,
                STDIN,
                STDOUT,
                STDERR,
                TERMINAL_INPUT,
                TERMINAL_OUTPUT,
                TERMINAL_STDIN,
                TERMINAL_STDOUT,
                TERMINAL_STDERR);
    }

    @Override
    public void link(Imports imports, ProcessContext process) {
        var lookup = MethodHandles.lookup();
        var settings = process.config(ProgramSettings.class).orElse(ProgramSettings.NONE);
        imports.bind(ENVIRONMENT, new Environment(settings), lookup);
        imports.bind(EXIT, new ExitFunctions(process), lookup);
        var input = new StandardInput(process.stdio());
        var output = new StandardOutput(process.stdio());
        var error = new StandardError(process.stdio());
        imports.bind(STDIN, input, lookup);
        imports.bind(STDOUT, output, lookup);
        imports.bind(STDERR, error, lookup);
        imports.bind(TERMINAL_STDIN, input, lookup);
        imports.bind(TERMINAL_STDOUT, output, lookup);
        imports.bind(TERMINAL_STDERR, error, lookup);
        // These two have a resource and no function; any object that speaks of the resource offers it.
        imports.bind(TERMINAL_INPUT, input, lookup);
        imports.bind(TERMINAL_OUTPUT, output, lookup);
    }
}
