package dev.wippy.engine.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** The modules of the specification's core suite, out of its archive. */
final class CoreSuite {
    private static final Path ARCHIVE = Path.of("../../shared/suites/core.tar.gz");
    private static final Pattern OUT_OF_SCOPE = Pattern
            .compile(
                    "(simd_|i8x16_|i16x8_|i32x4_|relaxed_).*|"
                            + ".*(address|table|memory).*64.*|.*64.*(address|table|memory).*");
    private static final Pattern FIELD = Pattern.compile("\"([a-z_]+)\":(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\d+))");
    private static final int BLOCK = 512;

    private final Map<String, byte[]> files;

    private CoreSuite(Map<String, byte[]> files) {
        this.files = files;
    }

    /** The suite, if the machine has it; a line says so if not. */
    static Optional<CoreSuite> find() {
        if (!Files.exists(ARCHIVE)) {
            System.out.println("skipped: the core suite is not at " + ARCHIVE.toAbsolutePath().normalize());
            return Optional.empty();
        }
        try (var in = new GZIPInputStream(Files.newInputStream(ARCHIVE))) {
            return Optional.of(new CoreSuite(untar(in.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, byte[]> untar(byte[] archive) {
        var files = new TreeMap<String, byte[]>();
        for (int at = 0; at + BLOCK <= archive.length && archive[at] != 0;) {
            String name = text(archive, at, 100);
            int size = Integer.parseInt(text(archive, at + 124, 12).trim(), 8);
            var content = new ByteArrayInputStream(archive, at + BLOCK, size).readAllBytes();
            if (archive[at + 156] == '0') {
                files.put(name.startsWith("./") ? name.substring(2) : name, content);
            }
            at += BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;
        }
        return files;
    }

    private static String text(byte[] bytes, int from, int most) {
        String text = new String(bytes, from, most, StandardCharsets.US_ASCII);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    /** What the scripts in scope say of binary modules, in order. */
    List<Case> cases() {
        var cases = new ArrayList<Case>();
        files.forEach((name, content) -> {
            String script = name.substring(0, name.indexOf('/'));
            if (name.endsWith(".json") && !OUT_OF_SCOPE.matcher(script).matches()) {
                readScript(script, new String(content, StandardCharsets.UTF_8), cases);
            }
        });
        return cases;
    }

    /** Commands about modules are flat objects, and nothing else in a script has a file name. */
    private void readScript(String script, String json, List<Case> cases) {
        for (String command : json.split("\\{\"type\":")) {
            var fields = new TreeMap<String, String>();
            Matcher field = FIELD.matcher("\"type\":" + command);
            while (field.find()) {
                fields.putIfAbsent(field.group(1), field.group(2) != null ? field.group(2) : field.group(3));
            }
            String file = fields.getOrDefault("binary_filename", fields.getOrDefault("filename", ""));
            byte[] module = files.get(script + "/" + file);
            if (module != null && file.endsWith(".wasm")) {
                cases.add(new Case(script + ":" + fields.get("line"), fields.get("type"),
                        fields.getOrDefault("text", ""), module));
            }
        }
    }

    /**
     * What a script says of a module.
     *
     * @param name the script and the line
     * @param command the command
     * @param text the words of the error that is expected
     * @param module the bytes
     */
    record Case(String name, String command, String text, byte[] module) {
        boolean isRefused() {
            return command.equals("assert_invalid") || command.equals("assert_malformed");
        }
    }
}
