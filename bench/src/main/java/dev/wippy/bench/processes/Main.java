package dev.wippy.bench.processes;

import dev.wippy.kernel.Kernel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Prints what processes cost, beside wasmtime where {@code peers/wasmtime} is built, in one run; machines are noisy, so
 * compare numbers of one run with each other, and the last round of each, which is the warm one.
 */
public final class Main {
    private static final List<String> ALL = List.of("spawns", "suspensions", "messages", "kills", "parked", "sleepers",
            "soak");
    private static final int SOAK = 100_000;

    private Main() {}

    /**
     * Measures.
     *
     * @param arguments the folder of this module; a component with {@code compute}, {@code greet} and {@code sleep}, as
     *     {@code guests/rust-wit} is; the program of {@code peers/wasmtime}, or {@code -}; then what to measure, or all;
     *     a number is how many processes the soak runs
     */
    public static void main(String[] arguments) {
        Path bench = Path.of(arguments[0]);
        Path app = Path.of(arguments[1]);
        if (!Files.exists(app)) {
            System.out.println("skipped, as there is no " + app);
            return;
        }
        Optional<Path> peer = arguments.length > 2 && !arguments[2].equals("-")
                ? Optional.of(Path.of(arguments[2]))
                : Optional.empty();
        List<String> rest = arguments.length > 3 ? Arrays.asList(arguments).subList(3, arguments.length) : List.of();
        int soak = rest.stream().filter(Main::isNumber).mapToInt(Integer::parseInt).findFirst().orElse(SOAK);
        List<String> wanted = rest.stream().filter(argument -> !isNumber(argument)).toList();
        Jvm.watchPauses();
        var waits = new Waits();
        System.out.println(Runtime.version() + ", heap of at most " + (Runtime.getRuntime().maxMemory() >> 20)
                + " MiB, "
                + Bench.WORKERS + " workers");
        try (Kernel kernel = Kernel.builder().importModule(waits).build()) {
            var all = new Bench(kernel, waits, bench.resolve("src/main/guests"), app, new Peer(peer, app));
            for (String what : wanted.isEmpty() ? ALL : wanted) {
                switch (what) {
                    case "spawns" -> Spawns.print(all);
                    case "suspensions" -> Suspensions.print(all);
                    case "messages" -> Messages.print(all);
                    case "kills" -> Kills.print(all);
                    case "parked" -> Parked.print(all);
                    case "sleepers" -> Sleepers.print(all);
                    case "soak" -> Soak.print(all, soak);
                    default -> throw new IllegalArgumentException("there is " + ALL + " to measure, and not: " + what);
                }
            }
        }
    }

    private static boolean isNumber(String argument) {
        return !argument.isEmpty() && argument.chars().allMatch(Character::isDigit);
    }
}
