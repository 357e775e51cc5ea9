package dev.wippy.bench.engine;

import dev.wippy.engine.CoreModule;
import dev.wippy.engine.Engine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** One program in a JVM of its own: how long it is from {@code main} to the answer. */
public final class Run {
    private Run() {}

    /**
     * Prints microseconds from here to the answer, and of them those until the module was compiled.
     *
     * @param arguments the folder of the programs, the name of the one to run, a folder for the cache or {@code -},
     *     perhaps {@code chicory}
     */
    public static void main(String[] arguments) {
        long began = System.nanoTime();
        Program program = Program.named(arguments[1]);
        var out = new ByteArrayOutputStream();
        try (Engine engine = engine(arguments)) {
            CoreModule module = engine.compile(program.read(Path.of(arguments[0])));
            long compiled = System.nanoTime();
            int status = program.world(out).run(module);
            long ended = System.nanoTime();
            if (status != 0 || !out.toString(StandardCharsets.UTF_8).contains(program.answer())) {
                throw new IllegalStateException(program.file() + " ended with " + status + " and printed " + out);
            }
            System.out.println((ended - began) / 1_000 + " " + (compiled - began) / 1_000);
        }
    }

    private static Engine engine(String[] arguments) {
        if (arguments.length > 3) {
            return Kernels.chicory();
        }
        Engine.Builder builder = Engine.builder();
        if (!arguments[2].equals("-")) {
            builder.cacheDirectory(Path.of(arguments[2]));
        }
        return builder.build();
    }
}
