package dev.wippy.registry.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The top of a folder that is walked.
 *
 * @param path of the host, which only the operator leads elsewhere
 */
record WalkRoot(Path path) {

    /**
     * Makes a directory at the top, and moves it to its place.
     *
     * @param staging a name that nobody else uses
     */
    void create(String staging, WalkNode parent, String name) throws IOException {
        Path made = path.resolve(staging);
        Files.createDirectory(made);
        try (var top = Backend.stream(path)) {
            top.move(Path.of(staging), parent.stream(), Path.of(name));
        } catch (IOException failed) {
            Files.delete(made);
            throw failed;
        }
    }
}
