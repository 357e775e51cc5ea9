package dev.wippy.engine.cache;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;

/**
 * Tells one build of this program from another: what a build generates, and what its generated code calls, is for that
 * build alone. No number has to be counted up with each change.
 */
public final class ProgramHash {
    private ProgramHash() {}

    /**
     * A text that is equal for equal class files of a class's package and those below it: of their checksums, which a jar
     * lists. It takes a millisecond for a jar.
     *
     * @return nothing where the class files cannot be found
     */
    public static Optional<String> text(Class<?> of) {
        String prefix = of.getPackageName().replace('.', '/') + "/";
        CodeSource source = of.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            Path place = Path.of(source.getLocation().toURI());
            var checksums = new TreeMap<String, Long>();
            if (Files.isRegularFile(place)) {
                addJar(place, prefix, checksums);
            } else {
                addFolder(place, prefix, checksums);
            }
            return checksums.isEmpty() ? Optional.empty() : Optional.of(Digests.hex(checksums.toString()));
        } catch (IOException | URISyntaxException | FileSystemNotFoundException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static void addJar(Path jar, String prefix, TreeMap<String, Long> checksums) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream()
                    .filter(entry -> entry.getName().startsWith(prefix) && entry.getName().endsWith(".class"))
                    .forEach(entry -> checksums.put(entry.getName(), entry.getCrc()));
        }
    }

    private static void addFolder(Path place, String prefix, TreeMap<String, Long> checksums) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(place.resolve(prefix))) {
            files = walk.filter(path -> path.toString().endsWith(".class")).toList();
        }
        for (Path file : files) {
            CRC32 checksum = new CRC32();
            checksum.update(Files.readAllBytes(file));
            checksums.put(place.relativize(file).toString(), checksum.getValue());
        }
    }
}
