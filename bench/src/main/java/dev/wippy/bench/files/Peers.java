package dev.wippy.bench.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What others need for the same, in processes of their own.
 *
 * @param bench the folder of the module
 * @param guest the program
 * @param folder with {@code large}, which is what they copy
 */
record Peers(Path bench, Path guest, Path folder) {

    InputStream input() throws IOException {
        return Files.newInputStream(folder.resolve("large"));
    }

    /** Microseconds of {@code cp}, its start included; none where there is none. */
    OptionalLong copy() throws InterruptedException {
        Path copy = folder.resolve("copy");
        try {
            long began = System.nanoTime();
            int status = new ProcessBuilder("cp", folder.resolve("large").toString(), copy.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            long micros = (System.nanoTime() - began) / 1_000;
            Files.deleteIfExists(copy);
            return status == 0 ? OptionalLong.of(micros) : OptionalLong.empty();
        } catch (IOException none) {
            System.out.println("cp could not be run: " + none.getMessage());
            return OptionalLong.empty();
        }
    }

    /** Microseconds of the guest in node, without node's start; none where there is no node. */
    OptionalLong node(List<String> words) throws InterruptedException {
        var command = new ArrayList<>(List.of(
                "node", "--no-warnings", bench.resolve("src/main/node/files.mjs").toString(), guest.toString(),
                folder.toString()));
        command.addAll(words);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(folder.resolve("large").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            List<String> said = new String(process.getErrorStream().readAllBytes()).lines().toList();
            if (process.waitFor() != 0 || said.isEmpty()) {
                System.out.println("node failed: " + said);
                return OptionalLong.empty();
            }
            return OptionalLong.of(Long.parseLong(said.getLast()));
        } catch (IOException none) {
            System.out.println("node could not be run: " + none.getMessage());
            return OptionalLong.empty();
        }
    }
}
