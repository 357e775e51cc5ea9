package dev.wippy.engine.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void what_was_used_longest_ago_goes_until_the_rest_has_room() throws IOException {
        file("old/a.classes", 100, 5);
        file("old/b.classes", 100, 1);
        file("chicory.code", 100, 4);
        file("older/a.classes", 100, 6);
        file("recent/a.classes", 100, 0);
        new Sweep(250).sweep(folder, NOW);
        assertEquals(List.of("old", "old/b.classes", "recent", "recent/a.classes"), all());
    }

    @Test
    void what_has_room_stays() throws IOException {
        file("old/a.classes", 100, 500);
        new Sweep(100).sweep(folder, NOW);
        assertEquals(List.of("old", "old/a.classes"), all());
    }

    @Test
    void what_writers_left_behind_goes_and_what_is_being_written_or_not_ours_stays() throws IOException {
        file("m/new-1.part", 100, 2);
        file("m/new-2.part", 100, 0);
        file("README", 1000, 9);
        new Sweep(10).sweep(folder, NOW);
        assertEquals(List.of("README", "m", "m/new-2.part"), all());
    }

    @Test
    void one_process_in_a_while_looks() throws IOException {
        file("m/a.classes", 100, 1);
        new Sweep(1000).run(folder);
        new Sweep(10).run(folder);
        assertEquals(List.of(".swept", "m", "m/a.classes"), all());
        Files.setLastModifiedTime(folder.resolve(".swept"), FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        new Sweep(10).run(folder);
        assertEquals(List.of(".swept"), all());
    }

    private void file(String name, int size, int hoursAgo) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[size]);
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofHours(hoursAgo))));
    }

    private List<String> all() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> !file.equals(folder)).map(file -> folder.relativize(file).toString()).sorted()
                    .toList();
        }
    }
}
