package dev.wippy.bench.lua;

import dev.wippy.kernel.Launch;
import dev.wippy.kernel.spi.Readiness;
import dev.wippy.kernel.spi.Sink;
import dev.wippy.kernel.spi.Source;
import dev.wippy.kernel.spi.Stdio;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The programs of {@code programs.lua} here and by the native Lua, one after the other, as ratios. */
final class Programs {
    private static final Pattern LINE =
            Pattern.compile("(\\S+) +first +([0-9.]+) ms +best +([0-9.]+) ms +chk (.*)");

    private record Time(double first, double best, String result) {}

    private Programs() {}

    static void print(Scripts scripts, Path folder, String lua) {
        Map<String, Time> here = read(here(scripts));
        Map<String, Time> there = Map.of();
        if (lua.equals("-")) {
            System.out.println("no ratios, as there is no lua5.4 (Debian: apt-get install lua5.4)");
        } else {
            there = read(there(folder, lua));
        }
        double logarithms = 0;
        for (Map.Entry<String, Time> each : here.entrySet()) {
            Time own = each.getValue();
            Time other = there.get(each.getKey());
            if (other == null) {
                Scripts.line(each.getKey(), "first %.1f, best %.1f ms", own.first(), own.best());
                continue;
            }
            if (!own.result().equals(other.result())) {
                throw new IllegalStateException(each.getKey() + " came to " + own.result() + " and not to " + other
                        .result());
            }
            logarithms += Math.log(own.best() / other.best());
            Scripts.line(each.getKey(), "first %.1f, best %.1f ms; %.2f times the native %.1f ms", own.first(), own
                    .best(),
                    own.best() / other.best(), other.best());
        }
        if (!there.isEmpty()) {
            Scripts.line("geometric mean", "%.2f times the native", Math.exp(logarithms / here.size()));
        }
    }

    private static Map<String, Time> read(String output) {
        var times = new LinkedHashMap<String, Time>();
        output.lines().forEach(line -> {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                times.put(matcher.group(1), new Time(
                        Double.parseDouble(matcher.group(2)), Double.parseDouble(matcher.group(3)), matcher.group(4)));
            }
        });
        return times;
    }

    private static String here(Scripts scripts) {
        var output = new Kept();
        var stdio = new Stdio(Source.EMPTY, output, output, false, false, false);
        Scripts.end(scripts.host().spawn(scripts.app().template("bench:programs"), Launch.of().withStdio(stdio)));
        return output.text();
    }

    private static String there(Path folder, String lua) {
        try {
            var process = new ProcessBuilder(lua, folder.resolve("programs.lua").toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Keeps all that is printed. */
    private static final class Kept implements Sink {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public int capacity() {
            return 1 << 16;
        }

        @Override
        public void write(byte[] more) {
            bytes.writeBytes(more);
        }

        @Override
        public boolean flushed() {
            return true;
        }

        @Override
        public Readiness writable() {
            return Readiness.ALWAYS;
        }

        @Override
        public Readiness drained() {
            return Readiness.ALWAYS;
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
