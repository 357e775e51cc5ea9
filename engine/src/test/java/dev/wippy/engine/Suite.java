package dev.wippy.engine;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** The files of a conformance suite that lies beside the project; a test that needs one that is not there skips. */
final class Suite {

    private static final int BLOCK = 512;

    private Suite() {}

    /** The files of an archive, by path. */
    static Map<String, byte[]> files(String archive) throws IOException {
        Path path = Path.of("../../shared/suites", archive);
        if (!Files.exists(path)) {
            System.out.println("skipped, as there is no " + path);
            Assumptions.abort("there is no " + path);
        }
        Map<String, byte[]> files = new TreeMap<>();
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(Files.newInputStream(path)))) {
            byte[] header = in.readNBytes(BLOCK);
            while (header.length == BLOCK && header[0] != 0) {
                int size = Integer.parseInt(text(header, 124, 12).strip(), 8);
                byte[] content = in.readNBytes(size);
                in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                if (header[156] == '0' || header[156] == 0) {
                    files.put(text(header, 0, 100).replaceFirst("^\\./", ""), content);
                }
                header = in.readNBytes(BLOCK);
            }
        }
        return files;
    }

    private static String text(byte[] header, int from, int length) {
        String field = new String(header, from, length, StandardCharsets.UTF_8);
        int end = field.indexOf('\0');
        return end < 0 ? field : field.substring(0, end);
    }
}
