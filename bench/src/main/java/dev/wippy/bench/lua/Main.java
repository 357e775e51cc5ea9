package dev.wippy.bench.lua;

import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.registry.App;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Prints what scripts cost; compare numbers of one run with each other. */
public final class Main {
    private static final List<String> ALL = List.of("spawns", "kills", "waiting", "programs");

    private Main() {}

    /**
     * Measures.
     *
     * @param arguments the folder of this module; the native {@code lua5.4}, or {@code -}; then what to measure, or all
     */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]).resolve("src/main/lua");
        List<String> wanted = arguments.length > 2 ? Arrays.asList(arguments).subList(2, arguments.length) : ALL;
        System.out.println(Runtime.version() + ", heap of at most " + (Runtime.getRuntime().maxMemory() >> 20)
                + " MiB");
        try (Kernel kernel = Kernel.builder().build(); App app = App.load(folder, kernel)) {
            var scripts = new Scripts(kernel, app, app.start("bench:processes", ProcessHost.class));
            for (String what : wanted) {
                switch (what) {
                    case "spawns" -> Spawns.print(scripts);
                    case "kills" -> Kills.print(scripts);
                    case "waiting" -> Waiting.print(scripts);
                    case "programs" -> Programs.print(scripts, folder, arguments.length > 1 ? arguments[1] : "-");
                    default -> throw new IllegalArgumentException("there is " + ALL + " to measure, and not: " + what);
                }
            }
        }
    }
}
