package dev.wippy.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The probes of the study of Lua libraries: what native Lua 5.4 passes, passes here. */
class ProbesTest {
    private static final Path PROBES = Path.of("../../shared/lua/conf.lua");

    @TempDir
    Path folder;

    @Test
    void as_many_probes_pass_as_with_the_native_Lua() throws IOException {
        if (!Files.exists(PROBES)) {
            System.out.println("skipped: " + PROBES + " is not there");
        }
        assumeTrue(Files.exists(PROBES));
        // The one that fails is a yield across C, which native Lua refuses too.
        assertEquals(
                "67 1 yield-gsub => yield-gsub:1: attempt to yield across a C-call boundary",
                Scripts.result(
                        folder,
                        Files.readString(PROBES) + "\nreturn pass .. ' ' .. fail .. ' ' .. table.concat(names, '; ')"));
    }
}
