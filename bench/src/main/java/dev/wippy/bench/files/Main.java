package dev.wippy.bench.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

/**
 * Prints what reading, writing and opening files and copying standard input to standard output cost a guest, beside
 * {@code cp} and node's WASI in the same run; compare numbers of one run, and the last round, which is the warm one.
 */
public final class Main {
    private static final int ROUNDS = 3;
    private static final int SMALL_FILES = 1_000;
    private static final int OPENS = 100_000;

    private Main() {}

    /**
     * Measures.
     *
     * @param arguments the folder of this module, then perhaps how many MiB to read and to write
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path bench = Path.of(arguments[0]);
        long mebibytes = arguments.length > 1 ? Long.parseLong(arguments[1]) : 256;
        Path folder = Files.createTempDirectory("wippy-bench-files");
        try {
            fill(folder, mebibytes);
            measure(bench, folder, mebibytes);
        } finally {
            delete(folder);
        }
    }

    private static void fill(Path folder, long mebibytes) throws IOException {
        byte[] piece = new byte[1 << 20];
        new Random(1).nextBytes(piece);
        try (OutputStream out = Files.newOutputStream(folder.resolve("large"))) {
            for (long i = 0; i < mebibytes; i++) {
                out.write(piece);
            }
        }
        Path small = Files.createDirectory(folder.resolve("small"));
        for (int i = 0; i < SMALL_FILES; i++) {
            Files.writeString(small.resolve(Integer.toString(i)), "some words in a small file");
        }
    }

    private static void measure(Path bench, Path folder, long mebibytes) throws IOException, InterruptedException {
        Path binary = bench.resolve("src/main/guests/files.wasm");
        var peers = new Peers(bench, binary, folder);
        String files = Integer.toString(SMALL_FILES);
        String times = Integer.toString(OPENS / SMALL_FILES);
        try (Guest guest = new Guest(binary, folder)) {
            for (int round = 1; round <= ROUNDS; round++) {
                System.out.println("round " + round);
                line("cp", mebibytes, "MiB", peers.copy());
                both(guest, peers, mebibytes, "MiB", List.of("read", "/data/large"));
                both(guest, peers, mebibytes, "MiB", List.of("write", "/data/new", Long.toString(mebibytes)));
                both(guest, peers, OPENS, "opens", List.of("open", "/data/small", files, times));
                both(guest, peers, mebibytes, "MiB", List.of("cat"));
            }
        }
    }

    private static void both(Guest guest, Peers peers, long amount, String unit, List<String> words)
            throws IOException, InterruptedException {
        try (InputStream input = peers.input()) {
            line(words.getFirst(), amount, unit, OptionalLong.of(
                    guest.run(input, OutputStream.nullOutputStream(), words)));
        }
        line("  node", amount, unit, peers.node(words));
    }

    private static void line(String what, long amount, String unit, OptionalLong micros) {
        if (micros.isPresent()) {
            long each = micros.getAsLong();
            System.out.printf("%-8s %,10d us  %,12d %s/s%n", what, each, amount * 1_000_000 / Math.max(each, 1), unit);
        }
    }

    private static void delete(Path folder) throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                found.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory,
                    @org.jspecify.annotations.Nullable IOException e) {
                found.add(directory);
                return FileVisitResult.CONTINUE;
            }
        });
        for (Path each : found) {
            Files.delete(each);
        }
    }
}
