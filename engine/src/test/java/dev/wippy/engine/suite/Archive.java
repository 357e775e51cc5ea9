package dev.wippy.engine.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** The specification's core suite, out of its archive. */
final class Archive {
    private static final Path FILE = Path.of("../../shared/suites/core.tar.gz");
    private static final Pattern OUT_OF_SCOPE =
            Pattern.compile("(simd_|i8x16_|i16x8_|i32x4_|relaxed_).*|(.*[^if])?64.*|table_copy_mixed");
    private static final int BLOCK = 512;

    private final Map<String, byte[]> files;

    private Archive(Map<String, byte[]> files) {
        this.files = files;
    }

    /** The suite, if the machine has it; a line says so if not. */
    static Optional<Archive> find() {
        if (!Files.exists(FILE)) {
            System.out.println("skipped: the core suite is not at " + FILE.toAbsolutePath().normalize());
            return Optional.empty();
        }
        try (var in = new GZIPInputStream(Files.newInputStream(FILE))) {
            return Optional.of(new Archive(untar(in.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, byte[]> untar(byte[] archive) {
        var files = new TreeMap<String, byte[]>();
        for (int at = 0; at + BLOCK <= archive.length && archive[at] != 0;) {
            String name = text(archive, at, 100);
            int size = Integer.parseInt(text(archive, at + 124, 12).trim(), 8);
            if (archive[at + 156] == '0') {
                byte[] content = Arrays.copyOfRange(archive, at + BLOCK, at + BLOCK + size);
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

    /** The scripts in scope: those without SIMD and without 64-bit memories and tables. */
    List<String> scripts() {
        return files.keySet().stream().filter(name -> name.endsWith(".json"))
                .map(name -> name.substring(0, name.indexOf('/')))
                .filter(name -> !OUT_OF_SCOPE.matcher(name).matches()).distinct().toList();
    }

    /** The commands of a script. */
    @SuppressWarnings("unchecked")
    List<Map<String, Object>> commands(String script) {
        String json = new String(file(script, script + ".json"), StandardCharsets.UTF_8);
        return (List<Map<String, Object>>) Json.object(json).getOrDefault("commands", List.of());
    }

    /** A file of a script. */
    byte[] file(String script, String name) {
        byte[] file = files.get(script + "/" + name);
        if (file == null) {
            throw new IllegalArgumentException("no file " + name + " in " + script);
        }
        return file;
    }
}
