package dev.wippy.embed;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder whose jars are plugins. */
final class PluginFolder {
    private PluginFolder() {}

    /** @throws KernelException of kind NotFound if there is no such folder; Unavailable if it can't be read */
    static List<Path> jars(Path folder) {
        var jars = new ArrayList<Path>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
            files.forEach(jars::add);
        } catch (NoSuchFileException | NotDirectoryException missing) {
            throw new KernelException(ErrorKind.NOT_FOUND, "there is no folder of plugins " + folder, missing);
        } catch (IOException | DirectoryIteratorException unreadable) {
            throw new KernelException(
                    ErrorKind.UNAVAILABLE, "the folder of plugins " + folder + " can't be read: " + unreadable,
                    unreadable);
        }
        jars.sort(null);
        return List.copyOf(jars);
    }
}
