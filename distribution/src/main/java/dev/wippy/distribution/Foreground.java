package dev.wippy.distribution;

import dev.wippy.component.types.FunctionType;
import dev.wippy.engine.WasmFrame;
import dev.wippy.kernel.Exit;
import dev.wippy.kernel.Failure;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Process;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.kernel.Template;
import dev.wippy.kernel.spi.Stdio;
import dev.wippy.wasi.cli.PipeSource;
import dev.wippy.wasi.cli.PipeWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Runs one process with the standard streams, prints its result, and gives its exit code. */
final class Foreground {
    /** How long an interrupted run goes on writing what its guest had said. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    /** What a process that takes a CANCEL as an event has to honour it, as {@code lifecycle.stop_timeout} unless it is set. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final Console console;
    private final String name;
    private final boolean json;

    /** @param name what messages begin with */
    Foreground(Console console, String name, boolean json) {
        this.console = console;
        this.name = name;
        this.json = json;
    }

    int run(ProcessHost host, Template template, Launch launch) {
        Shell shell = console.shell();
        try (var writer = new PipeWriter("wippy writes");
                var input = new PipeSource("standard input", shell.input())) {
            var stdio = new Stdio(
                    input,
                    writer.sink("standard output", console.output()),
                    writer.sink("standard error", console.error()),
                    shell.terminals().input(),
                    shell.terminals().output(),
                    shell.terminals().error());
            Process process = host.spawn(template, launch.withStdio(stdio));
            shell.interrupts().onInterrupt(() -> {
                process.cancel("interrupted");
                CompletableFuture.delayedExecutor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(process::terminate);
            });
            // As SIGPIPE would: a guest that looks at no error would go on for ever.
            console.output().onFailure(process::terminate);
            Exit exit = process.exit().toFuture().get();
            if (shell.interrupts().over()) {
                // Who reads the output may have stopped to, and will not be waited for.
                writer.flush(LAST_WORDS);
                return ExitCode.FAILED;
            }
            writer.flush();
            return told(template, exit);
        } catch (KernelException refused) {
            console.error().println(name + ": " + refused.kind() + ": " + OneLine.of(message(refused)));
            return ExitCode.FAILED;
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("the end of " + name + " was never told", e);
        }
    }

    private int told(Template template, Exit exit) {
        if (exit.code().isPresent()) {
            return ExitCode.ofGuest(exit.code().getAsInt());
        }
        if (exit.failure().isPresent()) {
            if (isOurs(exit.failure().get())) {
                tell(exit.failure().get());
            }
            return ExitCode.FAILED;
        }
        Optional<FunctionType> signature = template.signature();
        if (signature.isEmpty()) {
            console.output().print(ResultText.untyped(exit.value(), json));
            return ExitCode.OK;
        }
        var result = new ResultText(signature.get(), json);
        Optional<String> error = result.error(exit.value());
        if (error.isEmpty()) {
            console.output().print(result.output(exit.value()));
            return ExitCode.OK;
        }
        // A program has said on its own standard error what was wrong.
        if (!Words.isProgram(signature)) {
            console.error().println(name + ": error" + (error.get().isEmpty() ? "" : ": " + error.get()));
        }
        return ExitCode.FAILED;
    }

    /** Whether the process failed by itself: not because of Ctrl-C, or because nobody reads what it prints. */
    private boolean isOurs(Failure failure) {
        return console.shell().interrupts().exitCode().isEmpty()
                && console.output().failure().isEmpty();
    }

    private void tell(Failure failure) {
        console.error().println(name + ": " + failure.kind() + ": " + OneLine.of(failure.message()));
        for (WasmFrame frame : failure.frames()) {
            String place = frame.offset() == WasmFrame.UNKNOWN ? "" : " (0x" + Long.toHexString(frame.offset()) + ")";
            console.error().println("    at " + OneLine.of(frame.function()) + place);
        }
    }

    private static String message(Exception e) {
        return String.valueOf(e.getMessage());
    }
}
