package dev.wippy.bench.engine;

import dev.wippy.engine.generate.ClassGenerator;
import dev.wippy.engine.generate.CutLimits;
import dev.wippy.engine.generate.ModuleLayout;
import dev.wippy.engine.generate.Names;
import dev.wippy.engine.read.ModuleDefinition;
import dev.wippy.engine.read.ModuleValidator;
import dev.wippy.engine.read.ReadModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How fast modules are read, validated and generated, whole, on one thread. */
record Throughput(Optional<Path> programs) {

    void print() throws IOException {
        for (String name : List.of("tengo", "esbuild", "sql.wasm")) {
            Optional<Path> file = programs.map(folder -> folder.resolve(name)).filter(Files::exists);
            if (file.isEmpty()) {
                Main.line("%s: not built", name);
                continue;
            }
            byte[] binary = Files.readAllBytes(file.get());
            long start = System.nanoTime();
            ModuleDefinition module = read(binary);
            double first = Main.millis(start);
            double best = first;
            for (int round = 1; round < Main.ROUNDS; round++) {
                long began = System.nanoTime();
                module = read(binary);
                best = Math.min(best, Main.millis(began));
            }
            long bodies = module.bodies().stream().mapToLong(body -> body.end() - body.entry()).sum();
            Main.line("%s: read and validated, one thread: %.1f MB/s of %.1f MB of bodies, the first time %.1f", name,
                    bodies / best / 1e3, bodies / 1e6, bodies / first / 1e3);
            double generating = Double.MAX_VALUE;
            long made = 0;
            for (int round = 0; round < 3; round++) {
                long began = System.nanoTime();
                made = generate(module);
                generating = Math.min(generating, Main.millis(began));
            }
            Main.line("%s: generated, one thread: %.1f MB/s of bodies, %.1f MB of classes", name,
                    bodies / generating / 1e3, made / 1e6);
        }
    }

    private static long generate(ModuleDefinition module) {
        var generator = new ClassGenerator(new ModuleLayout(module, false), CutLimits.DEFAULT);
        long made = 0;
        for (int i = module.importedFunctions(); i < module.functionCount(); i++) {
            // Empty but where a group begins.
            for (byte[] type : generator.generate(Names.GROUP + i).values()) {
                made += type.length;
            }
        }
        return made;
    }

    private static ModuleDefinition read(byte[] binary) {
        return ((ReadModule.Valid) ModuleValidator.read(binary)).module();
    }
}
