package dev.wippy.engine;

import dev.wippy.engine.CompileStatistics.Classes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A run of one module over a folder of compiled code: in this JVM, or as a program in one of its own. */
final class CachedRun {

    /**
     * Four groups of functions, of which each export needs one: {@code a} the first, {@code b}, {@code c} and {@code d} the
     * others.
     */
    static final byte[] MODULE = Wat.binary(groups());

    private CachedRun() {}

    private static String groups() {
        StringBuilder text = new StringBuilder("(module (import \"h\" \"f\" (func (param i64)))\n");
        for (int i = 0; i < 4; i++) {
            text.append("(func (export \"").append((char) ('a' + i)).append("\") (result i32) (call $g")
                    .append(i * 32 + 1).append("))\n");
        }
        for (int i = 0; i < 4 * 32 - 4; i++) {
            text.append("(func $g").append(i).append(" (result i32) (i32.const ").append(i).append("))\n");
        }
        return text.append(")").toString();
    }

    /** What a run did. */
    record Report(CompileStatistics statistics, List<String> unusable) {}

    /** Calls exports of the module, each of which has to answer what is right. */
    static Report run(Path folder, String exports) {
        List<String> unusable = new CopyOnWriteArrayList<>();
        try (Engine engine = engine(folder, unusable).build()) {
            call(engine, exports);
            return new Report(engine.statistics(), unusable);
        }
    }

    /** An engine that does nothing on the side. */
    static Engine.Builder engine(Path folder, List<String> unusable) {
        return Engine.builder().cacheDirectory(folder).completeCache(false).writeAfter(Duration.ofDays(1))
                .listener(new CompileListener() {
                    @Override
                    public void cacheUnusable(String reason) {
                        unusable.add(reason);
                    }
                });
    }

    static CoreInstance call(Engine engine, String exports) {
        CoreFunction host = CoreFunction.host(new CoreExternType.Function(List.of(CoreType.I64), List.of()),
                _ -> new long[0]);
        CoreInstance instance = engine.compile(MODULE).instantiate(List.of(host), Guests.budget());
        for (String export : exports.split("")) {
            long answer = Guests.function(instance, export).call()[0];
            if (answer != (export.charAt(0) - 'a') * 32 + 1) {
                throw new IllegalStateException(export + " gave " + answer);
            }
        }
        return instance;
    }

    /** Starts a JVM that runs {@link #main}. */
    static Process start(Path folder, String exports, String... before) throws IOException {
        List<String> command = new ArrayList<>(Arrays.asList(before));
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), CachedRun.class.getName(),
                folder.toString(), exports));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** What a JVM that was started printed. */
    static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** @param arguments the folder, the exports to call, and {@code exit} to leave without closing the engine */
    public static void main(String[] arguments) {
        if (arguments.length > 2) {
            Engine engine = engine(Path.of(arguments[0]), new ArrayList<>()).build();
            call(engine, arguments[1]);
            System.exit(0);
        }
        Report report = run(Path.of(arguments[0]), arguments[1]);
        Classes classes = report.statistics().classes();
        System.out.println(classes.made() + " made, " + classes.loaded() + " loaded " + report.unusable());
    }
}
