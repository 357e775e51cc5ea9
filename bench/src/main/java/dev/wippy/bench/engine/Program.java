package dev.wippy.bench.engine;

import dev.wippy.kernel.spi.FileOption;
import dev.wippy.kernel.spi.FileSystem;
import dev.wippy.kernel.spi.OpenDirectory;
import dev.wippy.kernel.spi.OpenFile;
import dev.wippy.registry.files.MemoryFileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A command to measure with, as {@code shared/programs} lists them.
 *
 * @param name of the measurement
 * @param rounds of which the best counts
 * @param file of the command, in the folder of those that were built
 * @param arguments after its own name
 * @param stdin what it reads
 * @param files what it finds, by path
 * @param answer what it prints
 */
public record Program(String name, int rounds, String file, List<String> arguments, String stdin,
        Map<String, String> files, String answer) {

    /** A VM written in Go, which hardly begins. */
    public static final Program TENGO_START = tengo("tengo-start", 3, 1_000, "2997");
    /** The same, which adds up in a loop. */
    public static final Program TENGO = tengo("tengo", 3, 3_000_000, "8999994");
    /** A longer loop, so that it is more than the start. */
    public static final Program TENGO_LOOP = tengo("tengo-loop", 1, 10_000_000, "29999994");
    /** A Fibonacci number by a lazy language's VM. */
    public static final Program JSONNET = new Program("jsonnet", 3, "jsonnet", List.of("/f.jsonnet"), "", Map.of(
            "/f.jsonnet", """
            local fib(n) = if n < 2 then n else fib(n-1) + fib(n-2); { r: fib(21), s: std.sort(["b","a"]) }
            """), "\"r\": 10946");
    /** Twenty megabytes for one line. */
    public static final Program ESBUILD = new Program("esbuild", 3, "esbuild", List.of("--minify", "--loader=ts"), """
            export const x = (a: number): string => `n${a ** 2}`;
            console.log(x(3) ?? "none");
            """, Map.of(), "export const x=n=>`n${n**2}`;console.log(x(3)??\"none\");");
    /** Inserts, an index, aggregates, a join. */
    public static final Program ROWS = new Program("sqlite-rows", 3, "sql.wasm", List.of(), table(300_000) + """
            select count(*) from t x join t y on x.b=y.b where x.a<2000;
            """, Map.of(), "300000|45000150000|225000.75|v99999");
    /** Scans of a million rows. */
    public static final Program SCANS = new Program("sqlite-scans", 1, "sql.wasm", List.of(), table(1_000_000) + """
            select count(*) from t x join t y on x.b=y.b where x.a<2000;
            """ + """
            select b, count(*) k, sum(c) from t group by b order by k desc, b limit 1;
            select sum(a*c) from t where b like '%77%';
            """.repeat(5), Map.of(), "1000000|500000500000|750000.75|v99999");

    /** All of them. */
    public static final List<Program> ALL = List.of(TENGO_START, TENGO, TENGO_LOOP, JSONNET, ESBUILD, ROWS, SCANS);

    /** The one of a name. */
    public static Program named(String name) {
        return ALL.stream().filter(program -> program.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " is none of "
                        + ALL.stream().map(Program::name).toList()));
    }

    private static Program tengo(String name, int rounds, int count, String answer) {
        return new Program(name, rounds, "tengo", List.of("/loop.tengo"), "", Map.of("/loop.tengo", """
                fmt := import("fmt")
                s := 0
                for i := 0; i < %d; i++ { s += i %% 7 }
                fmt.println(s)
                """.formatted(count)), answer);
    }

    private static String table(int rows) {
        return """
                pragma temp_store=2;
                create table t(a integer, b text, c real);
                with recursive n(i) as (select 1 union all select i+1 from n where i<%d)
                  insert into t select i, 'v'||(i*7919%%100003), i*1.5 from n;
                create index tb on t(b);
                select count(*), sum(a), avg(c), max(b) from t;
                select b, count(*) k, sum(c) from t group by b order by k desc, b limit 5;
                """.formatted(rows);
    }

    /** The command's file in a folder. */
    public Path in(Path folder) {
        return folder.resolve(file);
    }

    /** The command's bytes. */
    public byte[] read(Path folder) {
        try {
            return Files.readAllBytes(in(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files that it finds. */
    public FileSystem fileSystem() {
        var all = new MemoryFileSystem(1L << 20);
        try (OpenDirectory top = all.open()) {
            files.forEach((path, text) -> write(top, path.substring(1), text.getBytes(StandardCharsets.UTF_8)));
        }
        return all;
    }

    private static void write(OpenDirectory top, String name, byte[] bytes) {
        Set<FileOption> options = EnumSet.of(FileOption.CREATE, FileOption.WRITE);
        try (OpenFile file = (OpenFile) top.open(name, options)) {
            for (int done = 0; done < bytes.length;) {
                done += file.write(done, bytes, done, bytes.length - done);
            }
        }
    }
}
