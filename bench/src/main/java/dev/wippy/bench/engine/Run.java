package dev.wippy.bench.engine;

import dev.wippy.engine.CoreModule;
import dev.wippy.engine.Engine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** One program in a JVM of its own: how long it is from {@code main} to the answer. */
public final class Run {
    private Run() {}

    /** @param arguments the folder of the programs, the place among them of the one to run, and a folder for the cache */
    public static void main(String[] arguments) {
        long began = System.nanoTime();
        Program program = Program.ALL.get(Integer.parseInt(arguments[1]));
        var out = new ByteArrayOutputStream();
        Engine.Builder builder = Engine.builder();
        if (arguments.length > 2) {
            builder.cacheDirectory(Path.of(arguments[2]));
        }
        try (Engine engine = builder.build()) {
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
}
