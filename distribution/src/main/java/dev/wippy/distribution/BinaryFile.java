package dev.wippy.distribution;

import dev.wippy.component.Component;
import dev.wippy.component.error.ComponentException;
import dev.wippy.component.CoreModuleText;
import dev.wippy.component.ExportedFunction;
import dev.wippy.engine.CoreExternType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A file of WebAssembly that the command line names.
 *
 * @param name as the command line has it
 */
record BinaryFile(Path name, byte[] bytes, Content content) {
    private static final String COMMAND = "wasi:cli/run";
    private static final String START = "_start";

    /** What the file is. */
    sealed interface Content {}

    /** One of the Component Model. */
    record OfComponent(Component component) implements Content {}

    /** A core module. */
    record OfModule(CoreModuleText module) implements Content {}

    /**
     * Reads and parses it; compiles nothing.
     *
     * @param folder that the name is relative to
     * @throws CommandException if it can't be read, or is no WebAssembly
     */
    static BinaryFile read(Path folder, Path name) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(folder.resolve(name));
        } catch (NoSuchFileException _) {
            throw failed(name, "does not exist");
        } catch (IOException e) {
            throw failed(name, "can't be read: " + e.getMessage());
        }
        try {
            Content content =
                    switch (Component.kindOf(bytes)) {
                        case COMPONENT -> new OfComponent(Component.parse(bytes));
                        case CORE_MODULE -> new OfModule(CoreModuleText.of(bytes));
                        case UNKNOWN -> throw failed(name,
                                "is neither a component nor a core module: those begin with \\0asm and a version");
                    };
            return new BinaryFile(name, bytes, content);
        } catch (ComponentException invalid) {
            throw failed(name, OneLine.of("does not load: " + invalid.getMessage()));
        }
    }

    private static CommandException failed(Path name, String why) {
        return new CommandException(ExitCode.FAILED, OneLine.of(name.toString()) + " " + why);
    }

    /** Its hash as an entry has it. */
    String hash() {
        try {
            return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The interfaces, or the modules, that it asks for. */
    List<String> imports() {
        return switch (content) {
            case OfComponent(var component) -> component.imports().stream()
                    .map(each -> each.attributes().implemented().orElse(each.name()))
                    .toList();
            case OfModule(var module) -> module.type().imports().stream()
                    .map(each -> each.module())
                    .distinct()
                    .toList();
        };
    }

    /** The functions that a process may run, as {@code method} names them: {@code run} alone for a whole program. */
    List<String> methods() {
        List<String> functions = switch (content) {
            case OfComponent(var component) ->
                component.functions().stream().map(ExportedFunction::name).toList();
            case OfModule(var module) -> module.type().exports().stream()
                    .filter(each -> each.type() instanceof CoreExternType.Function)
                    .map(each -> each.name())
                    // What tools put there for the host to call, and not for people.
                    .filter(each -> each.equals(START) || !each.startsWith("_") && !each.startsWith("cabi_"))
                    .toList();
        };
        boolean program = functions.stream()
                .anyMatch(each -> each.equals(START) || each.startsWith(COMMAND + "@") || each.equals(COMMAND
                        + "#run"));
        return program ? List.of("run") : functions;
    }

    /** Its file's name without the ending: letters, digits, underscores and dashes, with a letter in front. */
    String stem() {
        Path last = name.getFileName();
        String text = (last == null ? "" : last.toString()).replaceFirst("\\.[^.]*$", "").toLowerCase(Locale.ROOT);
        String plain = text.replaceAll("[^a-z0-9_-]+", "_");
        return plain.matches("[a-z].*") ? plain : "main" + (plain.isEmpty() ? "" : "_" + plain);
    }
}
