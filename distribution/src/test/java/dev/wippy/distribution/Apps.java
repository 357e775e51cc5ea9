package dev.wippy.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Apps for tests. */
final class Apps {
    private Apps() {}

    /** An app of one file in a folder. */
    static Path write(Path folder, String yaml) throws IOException {
        Files.writeString(folder.resolve("app.yaml"), yaml);
        return folder;
    }

    /** Copies an app, of which everything may then be changed. */
    static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(each).toString());
                Files.createDirectories(copy.getParent());
                Files.write(copy, Files.readAllBytes(each));
            }
        }
    }

    /** The number of the first line with a text, after one with another text. */
    static int lineOf(Path file, String text, String after) throws IOException {
        List<String> lines = Files.readAllLines(file);
        int line = 0;
        while (!lines.get(line).contains(after)) {
            line++;
        }
        while (!lines.get(line).contains(text)) {
            line++;
        }
        return line + 1;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
