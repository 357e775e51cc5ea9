package dev.wippy.registry.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.kernel.spi.FileError;
import dev.wippy.kernel.spi.FileException;
import dev.wippy.kernel.spi.FileHandle;
import dev.wippy.kernel.spi.FileOption;
import dev.wippy.kernel.spi.OpenDirectory;
import dev.wippy.kernel.spi.OpenFile;
import dev.wippy.kernel.spi.TimeChange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing leads out of a folder, by either back end: not a byte leaves, and none enters. */
@EnabledOnOs(OS.LINUX)
@Timeout(1800)
class ConfinementTest {
    private static final String SECRET = "secret";
    private static final Set<FileOption> READ = EnumSet.of(FileOption.READ, FileOption.FOLLOW);
    private static final Set<FileOption> WRITE = EnumSet.of(FileOption.WRITE, FileOption.CREATE, FileOption.FOLLOW);
    private static final FileTime LONG_AGO = FileTime.from(Instant.ofEpochSecond(1_000));

    /** How often each operation meets a directory that is being swapped; {@code -Dwippy.swaps=100000} is the whole of it. */
    private static final int ROUNDS = Integer.getInteger("wippy.swaps", 2_000);

    @TempDir
    Path folder;

    private Path inside;
    private Path outside;

    @BeforeEach
    void make_a_tree_with_links_out_of_it() throws IOException {
        inside = Files.createDirectories(folder.resolve("in"));
        outside = Files.createDirectories(folder.resolve("out/d"));
        Files.createDirectories(inside.resolve("d/e"));
        Files.writeString(inside.resolve("d/f"), "mine");
        Files.writeString(outside.resolve("f"), SECRET);
        Files.createDirectory(outside.resolve("e"));
        Files.createFile(outside.resolve("outside-only"));
        Files.createSymbolicLink(inside.resolve("relative"), Path.of("../out"));
        Files.createSymbolicLink(inside.resolve("absolute"), outside.getParent());
        Files.createSymbolicLink(inside.resolve("root"), Path.of("/"));
        Files.createSymbolicLink(inside.resolve("first"), Path.of("second"));
        Files.createSymbolicLink(inside.resolve("second"), Path.of("third/../../out"));
        Files.createSymbolicLink(inside.resolve("third"), Path.of("d"));
        Files.createSymbolicLink(inside.resolve("file"), Path.of("../out/d/f"));
        Files.createSymbolicLink(inside.resolve("back"), Path.of("../in/d"));
        Files.createSymbolicLink(inside.resolve("magic"), Path.of("/proc/self/cwd"));
        Files.createSymbolicLink(inside.resolve("magic-root"), Path.of("/proc/self/root"));
        Files.createSymbolicLink(inside.resolve("d/up"), Path.of("../.."));
        Files.setLastModifiedTime(outside.resolve("f"), LONG_AGO);
    }

    /** The removal of the folder would warn of each. */
    @AfterEach
    void remove_the_links_out_of_the_folder() throws IOException {
        for (String link : List.of("root", "magic", "magic-root")) {
            Files.deleteIfExists(inside.resolve(link));
        }
    }

    /** Paths that lead out, or that would lead back in after they led out. */
    private List<String> waysOut() {
        var paths = new ArrayList<String>();
        for (String way : List.of(
                "..",
                "../out",
                "d/../../out",
                "d/e/../../../out",
                "../in/../out",
                "./../out",
                "d/./.././../out",
                "relative",
                "absolute",
                "first",
                "second",
                "d/up/out",
                "root" + outside.getParent(),
                "magic",
                "magic-root" + outside.getParent(),
                outside.getParent().toString(),
                "/proc/self/root" + outside.getParent())) {
            paths.add(way + "/d/f");
            paths.add(way + "/d");
            paths.add(way + "/d/new");
        }
        paths.addAll(List.of("..", "../", "/", "d/..//..", "back/f", "../in/d/f", "d/../../in/d/f"));
        return paths;
    }

    /** An operation that takes a path; gives what it read, or nothing. */
    private interface Operation {
        String run(OpenDirectory top, String path);
    }

    private static final Map<String, Operation> OPERATIONS = new TreeMap<>(Map.ofEntries(
            Map.entry("read", (top, path) -> opened(top, path, READ, file -> new String(
                    file.read(0, 100), StandardCharsets.UTF_8))),
            Map.entry("write", (top, path) -> opened(top, path, WRITE, file -> {
                file.write(0, new byte[]{'X'}, 0, 1);
                return "";
            })),
            Map.entry("truncate", (top, path) -> opened(
                    top, path, EnumSet.of(FileOption.WRITE, FileOption.TRUNCATE, FileOption.FOLLOW), _ -> "")),
            Map.entry("list", (top, path) -> {
                try (FileHandle found = top.open(path, READ)) {
                    if (found instanceof OpenDirectory directory) {
                        try (var entries = directory.entries()) {
                            return entries.next().toString().contains("outside-only") ? SECRET : "";
                        }
                    }
                    return "";
                }
            }),
            Map.entry("stat", (top, path) -> top.stat(path, true).modified().orElseThrow().equals(LONG_AGO.toInstant())
                    ? SECRET
                    : ""),
            Map.entry("read a link", (top, path) -> top.readLink(path)),
            Map.entry("set times", (top, path) -> {
                top.setTimes(path, true, TimeChange.NOW, TimeChange.NOW);
                return "";
            }),
            Map.entry("make a directory", (top, path) -> {
                top.createDirectory(path);
                return "";
            }),
            Map.entry("remove a directory", (top, path) -> {
                top.removeDirectory(path);
                return "";
            }),
            Map.entry("unlink", (top, path) -> {
                top.unlink(path);
                return "";
            }),
            Map.entry("rename from", (top, path) -> {
                top.rename(path, top, "renamed");
                return "";
            }),
            Map.entry("rename to", (top, path) -> {
                try (FileHandle file = top.open("source", WRITE)) {
                    top.rename("source", top, path);
                    return "";
                }
            }),
            Map.entry("link from", (top, path) -> {
                top.link(path, true, top, "linked");
                return top.stat("linked", false).size() == SECRET.length() ? SECRET : "";
            }),
            Map.entry("link to", (top, path) -> {
                try (FileHandle file = top.open("source", WRITE)) {
                    top.link("source", false, top, path);
                    return "";
                }
            }),
            Map.entry("make a link", (top, path) -> {
                top.symlink("anywhere", path);
                return "";
            })));

    private static String opened(
            OpenDirectory top, String path, Set<FileOption> options, java.util.function.Function<OpenFile,
                    String> use) {
        try (FileHandle found = top.open(path, options)) {
            return found instanceof OpenFile file ? use.apply(file) : "";
        }
    }

    /** All that could be changed out there, in a form that can be compared. */
    private List<String> outsideNow() throws IOException {
        try (var files = Files.walk(folder.resolve("out"))) {
            var state = new ArrayList<String>();
            for (Path each : files.sorted().toList()) {
                state.add(folder.relativize(each) + " "
                        + (Files.isRegularFile(each) ? Files.readString(each) + Files.getLastModifiedTime(each) : ""));
            }
            return state;
        }
    }

    @ParameterizedTest
    @EnumSource
    void no_path_leads_out(Backend backend) throws IOException {
        List<String> before = outsideNow();
        for (var operation : OPERATIONS.entrySet()) {
            for (String path : waysOut()) {
                try (OpenDirectory top = backend.open(inside)) {
                    FileException refused = assertThrows(
                            FileException.class,
                            () -> operation.getValue().run(top, path),
                            operation.getKey() + " " + path);
                    boolean lacking = backend == Backend.WALK && refused.error() == FileError.UNSUPPORTED;
                    // A link at the end is a name like any other for what does not follow it.
                    boolean name = Set.of(FileError.EXIST, FileError.IS_DIRECTORY, FileError.NOT_DIRECTORY)
                            .contains(refused.error());
                    assertTrue(
                            refused.error() == FileError.NOT_PERMITTED || lacking || name
                                    || refused.error() == FileError.LOOP && path.startsWith("magic"),
                            operation.getKey() + " " + path + ": " + refused.error());
                }
            }
            assertEquals(before, outsideNow(), operation.getKey());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_link_at_the_end_is_not_followed_out(Backend backend) throws IOException {
        List<String> before = outsideNow();
        for (String operation : List.of("read", "write", "truncate", "list", "stat", "set times", "link from")) {
            try (OpenDirectory top = backend.open(inside)) {
                FileException refused = assertThrows(
                        FileException.class, () -> OPERATIONS.get(operation).run(top, "file"), operation);
                FileError expected = backend == Backend.WALK && operation.equals("link from")
                        ? FileError.UNSUPPORTED
                        : FileError.NOT_PERMITTED;
                assertEquals(expected, refused.error(), operation);
            }
        }
        assertEquals(before, outsideNow());
    }

    @ParameterizedTest
    @EnumSource
    void a_directory_that_becomes_a_link_meanwhile_leads_nowhere(Backend backend) throws Exception {
        List<String> before = outsideNow();
        var over = new AtomicBoolean();
        Thread swapper = Thread.ofPlatform().start(() -> swap(over));
        int done = 0;
        try (OpenDirectory top = backend.open(inside)) {
            for (int i = 0; i < ROUNDS; i++) {
                for (var operation : OPERATIONS.entrySet()) {
                    done += meet(top, operation.getKey(), operation.getValue()) ? 1 : 0;
                }
            }
        } finally {
            over.set(true);
            swapper.join(TimeUnit.SECONDS.toMillis(30));
        }
        assertEquals(before, outsideNow());
        // Some met the directory and some the link, or nothing was tested.
        assertTrue(done > 0 && done < ROUNDS * OPERATIONS.size(), done + " operations went through");
    }

    /** Whether the operation went through. */
    private static boolean meet(OpenDirectory top, String name, Operation operation) {
        String path = switch (name) {
            case "list" -> "d";
            case "remove a directory" -> "d/e";
            case "make a directory", "make a link", "rename to", "link to" -> "d/new";
            default -> "d/f";
        };
        try {
            assertTrue(!operation.run(top, path).contains(SECRET), name + " told what is outside");
            return true;
        } catch (FileException refused) {
            return false;
        } finally {
            for (String made : List.of("linked", "renamed")) {
                try {
                    top.unlink(made);
                } catch (FileException none) {
                    assertEquals(FileError.NO_ENTRY, none.error());
                }
            }
        }
    }

    /** Puts a link in the place of a directory, and the directory back, all the time. */
    private void swap(AtomicBoolean over) {
        Path directory = inside.resolve("d");
        Path parked = folder.resolve("parked");
        Path link = folder.resolve("link");
        try {
            Files.createSymbolicLink(link, Path.of("../out/d"));
            while (!over.get()) {
                Files.move(directory, parked);
                Files.move(link, directory);
                restore(parked);
                Files.move(directory, link);
                Files.move(parked, directory);
            }
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    /** Makes what operations took away, and takes away what they made. */
    private static void restore(Path parked) throws IOException {
        Files.deleteIfExists(parked.resolve("new"));
        if (Files.notExists(parked.resolve("f"))) {
            Files.writeString(parked.resolve("f"), "mine");
        }
        if (Files.notExists(parked.resolve("e"))) {
            Files.createDirectory(parked.resolve("e"));
        }
    }
}
