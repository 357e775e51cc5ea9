package dev.wippy.registry.kinds;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values in a file of {@code KEY=VALUE} lines, of which those that begin with {@code #} are comments. */
final class FileEnvStorage implements EnvStorage {
    private static final int MAX_BYTES = 1 << 20;

    private final Path file;
    private final List<String> lines;
    private final Map<String, Integer> lineOf = new HashMap<>();

    /**
     * Reads the file.
     *
     * @throws IOException if it can't be read, or holds something else; the message says what
     */
    FileEnvStorage(Path file) throws IOException {
        this.file = file;
        if (!Files.isRegularFile(file)) {
            throw new IOException("no regular file: " + file);
        }
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new IOException("longer than " + MAX_BYTES + " bytes: " + file);
        }
        this.lines = new ArrayList<>(new String(bytes, StandardCharsets.UTF_8).lines().toList());
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                int equals = line.indexOf('=');
                if (equals < 1) {
                    throw new IOException("line " + (i + 1) + " of " + file + " is not KEY=VALUE");
                }
                lineOf.put(line.substring(0, equals).strip(), i);
            }
        }
    }

    @Override
    public synchronized Optional<String> get(String name) {
        return Optional.ofNullable(lineOf.get(name)).map(lines::get).map(line -> line.substring(line.indexOf('=') + 1)
                .strip());
    }

    @Override
    public synchronized void set(String name, String value) {
        String line = name + "=" + value;
        if (name.isBlank() || name.startsWith("#") || name.indexOf('=') >= 0 || line.lines().count() != 1
                || !value.equals(value.strip())) {
            throw new KernelException(
                    ErrorKind.INVALID, "the variable " + name + " can't be kept as a line KEY=VALUE of " + file);
        }
        var changed = new ArrayList<>(lines);
        int at = lineOf.getOrDefault(name, lines.size());
        if (at == changed.size()) {
            changed.add(line);
        } else {
            changed.set(at, line);
        }
        write(changed);
        lines.clear();
        lines.addAll(changed);
        lineOf.put(name, at);
    }

    private void write(List<String> changed) {
        Path folder = java.util.Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file stands in a folder");
        try {
            Path next = Files.createTempFile(folder, ".env", ".tmp");
            try {
                Files.write(next, changed, StandardCharsets.UTF_8);
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException e) {
            throw new KernelException(ErrorKind.UNAVAILABLE, file + " can't be written: " + e.getMessage(), e);
        }
    }
}
