package dev.wippy.engine.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassesFileTest {
    private static final byte[] KEY = new byte[ClassesFile.KEY];

    @TempDir
    Path folder;

    @Test
    void each_class_is_found_by_its_name_and_no_other() throws IOException {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            byte[] code = new byte[random.nextInt(50)];
            random.nextBytes(code);
            classes.put("wasm/Group" + i, code);
        }
        ClassesFile file = open(bytes(classes));
        for (Map.Entry<String, byte[]> each : classes.entrySet()) {
            assertArrayEquals(each.getValue(), file.read(each.getKey()));
        }
        assertNull(file.read("wasm/Group5000"));
        assertNull(file.read(""));
        Map<String, byte[]> all = new HashMap<>();
        assertTrue(file.addTo(all));
        assertEquals(classes.keySet(), all.keySet());
    }

    @Test
    void a_file_without_classes_says_that_the_module_is_valid() throws IOException {
        assertNull(open(bytes(Map.of())).read("wasm/State"));
    }

    @Test
    void what_is_mapped_stays_readable_when_the_file_is_replaced_or_unlinked() throws IOException {
        Path path = folder.resolve("file");
        Files.write(path, bytes(Map.of("a", new byte[]{1})));
        ClassesFile file = ClassesFile.open(path, KEY);
        CodeFolder.replace(path, out -> ClassesFile.write(out, KEY, Map.of("a", new byte[]{2})));
        assertArrayEquals(new byte[]{1}, file.read("a"));
        assertArrayEquals(new byte[]{2}, ClassesFile.open(path, KEY).read("a"));
        Files.delete(path);
        assertArrayEquals(new byte[]{1}, file.read("a"));
    }

    @Test
    void whatever_is_changed_or_cut_is_noticed() throws IOException {
        byte[] good = bytes(Map.of("wasm/State", new byte[]{1, 2, 3}, "wasm/Group0", new byte[]{4, 5}));
        for (int length = 0; length < good.length; length++) {
            byte[] bad = Arrays.copyOf(good, length);
            assertThrows(IOException.class, () -> open(bad));
        }
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThrows(IOException.class, () -> {
                ClassesFile file = open(bad);
                file.read("wasm/State");
                file.read("wasm/Group0");
            });
        }
    }

    @Test
    void a_pipe_in_its_place_is_refused_and_not_waited_for() throws Exception {
        Path pipe = folder.resolve("pipe");
        boolean made;
        try {
            made = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            made = false;
        }
        assumeTrue(made, "there is no mkfifo here");
        IOException refused = assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> assertThrows(IOException.class, () -> ClassesFile.open(pipe, KEY)));
        assertEquals("it is no regular file", refused.getMessage());
    }

    @Test
    void a_write_that_fails_leaves_nothing_behind() throws IOException {
        Path path = folder.resolve("file");
        Files.write(path, new byte[]{1});
        assertThrows(IOException.class, () -> CodeFolder.replace(path, out -> {
            out.write(new byte[1000]);
            throw new IOException("No space left on device");
        }));
        assertArrayEquals(new byte[]{1}, Files.readAllBytes(path));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    private ClassesFile open(byte[] bytes) throws IOException {
        Path path = Files.createTempFile(folder, "", "");
        Files.write(path, bytes);
        return ClassesFile.open(path, KEY);
    }

    private static byte[] bytes(Map<String, byte[]> classes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ClassesFile.write(out, KEY, classes);
        return out.toByteArray();
    }
}
