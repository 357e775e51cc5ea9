package dev.wippy.distribution;

import dev.wippy.kernel.Kernel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wippy init}: a new app that runs. */
@Command(name = "init", description = "Make a new app in the folder (-C): a script in Lua, or a binary with the hash and the imports that it needs.")
final class InitCommand implements Callable<Integer> {
    private static final Path INDEX = Path.of("src", "_index.yaml");

    private static final String HOSTS = """
            version: "1.0"
            namespace: app
            entries:
              # Runs commands, with the terminal's stdin, stdout and stderr.
              - name: terminal
                kind: terminal.host
              # Runs what they spawn.
              - name: processes
                kind: process.host
            """;

    private static final String SCRIPT_ENTRY = """

              - name: greet
                kind: process.lua
                meta:
                  command:
                    name: greet
                    short: Greet someone, or the world
                source: file://greet.lua
                method: greet
                modules: [process]
            """;

    private static final String SCRIPT = """
            local function greet(name)
                return "Hello, " .. (name or "World") .. "!"
            end

            return { greet = greet }
            """;

    private final GlobalOptions options;
    private final Console console;

    @Option(names = "--from", paramLabel = "FILE", description = "A component or a core module, which is copied into it.")
    private @Nullable Path from;

    InitCommand(GlobalOptions options, Console console) {
        this.options = options;
        this.console = console;
    }

    @Override
    public Integer call() {
        Path root = options.root(console.shell());
        Map<Path, byte[]> files = new LinkedHashMap<>();
        String command = from == null ? script(files) : binary(files, from);
        for (Path file : files.keySet()) {
            if (Files.exists(root.resolve(file))) {
                throw new CommandException(ExitCode.FAILED, OneLine.of(root.resolve(file) + " is there already"));
            }
        }
        try {
            for (var file : files.entrySet()) {
                write(root.resolve(file.getKey()), file.getValue());
                console.output().println("made " + OneLine.of(root.resolve(file.getKey()).toString()));
            }
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, OneLine.of("can't write: " + e));
        }
        boolean here = root.equals(console.shell().workingDirectory());
        console.output().println("run it: wippy " + (here ? "" : "-C " + OneLine.of(root.toString()) + " ") + "run "
                + command);
        return ExitCode.OK;
    }

    /** Another who makes the same file at the same time is not overwritten. */
    private static void write(Path file, byte[] bytes) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try {
            Files.write(file, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(file + " is there already", e);
        }
    }

    private static String script(Map<Path, byte[]> files) {
        files.put(INDEX, utf8(HOSTS + SCRIPT_ENTRY));
        files.put(Path.of("src", "greet.lua"), utf8(SCRIPT));
        return "greet World";
    }

    private String binary(Map<Path, byte[]> files, Path file) {
        BinaryFile binary = BinaryFile.read(console.shell().workingDirectory(), file);
        List<String> methods = binary.methods();
        if (methods.isEmpty()) {
            throw new CommandException(ExitCode.FAILED, OneLine.of(file + " exports no function to run"));
        }
        String name = binary.stem();
        NeededImports needed;
        try (Kernel kernel = Kernel.builder().build()) {
            needed = NeededImports.of(binary.imports(), kernel.importModules());
        }
        needed.missing()
                .forEach(each -> console.complain("warning: no module offers " + OneLine.of(each)
                        + ": it takes a plugin, and its name under imports:"));
        var yaml = new StringBuilder(HOSTS).append("""

                  - name: binaries
                    kind: fs.directory
                    directory: ./wasm
                """);
        List<String> others = List.of("terminal", "processes", "binaries");
        Set<String> taken = new LinkedHashSet<>(others);
        for (String method : methods) {
            String command = free(methods.size() == 1 ? name : command(method), taken);
            yaml.append(entry(binary, name, command, method, needed.modules()));
        }
        files.put(INDEX, utf8(yaml.toString()));
        files.put(Path.of("wasm", name + ".wasm"), binary.bytes());
        return taken.stream().skip(others.size()).findFirst().orElseThrow();
    }

    /** Of {@code ns:pkg/iface@1.2.3#func} the function, as an entry may be called. */
    private static String command(String method) {
        String plain = method.substring(method.indexOf('#') + 1).replaceAll("[^A-Za-z0-9_-]+", "_");
        return plain.matches("[A-Za-z].*") ? plain : "call_" + plain;
    }

    private static String free(String name, Set<String> taken) {
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }

    private static String entry(BinaryFile binary, String file, String command, String method, List<String> imports) {
        return """

                  - name: %1$s
                    kind: process.wasm
                    meta:
                      command:
                        name: %1$s
                    fs: binaries
                    path: /%2$s.wasm
                    hash: %3$s
                    method: %4$s
                """
                .formatted(command, file, binary.hash(), quoted(method))
                + (imports.isEmpty()
                        ? ""
                        : "    imports: [" + String.join(", ", imports.stream().map(InitCommand::quoted).toList())
                                + "]\n");
    }

    /** What JSON quotes, YAML reads. */
    private static String quoted(String text) {
        return JsonWriter.write(text);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
