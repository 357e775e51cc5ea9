package dev.wippy.registry.kinds;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.spi.Entries;
import dev.wippy.kernel.spi.EntryException;
import dev.wippy.kernel.spi.EntryKind;
import dev.wippy.kernel.spi.Fields;
import dev.wippy.registry.files.ConfinedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code fs.directory}: a folder, relative to the app root. */
public final class DirectoryKind implements EntryKind {
    private static final String DEFAULT_MODE = "0755";
    private static final Pattern MODE = Pattern.compile("0?[0-7]{3}");

    /** The permissions in the order of their bits, the lowest first. */
    private static final PosixFilePermission[] BITS = {
        PosixFilePermission.OTHERS_EXECUTE,
        PosixFilePermission.OTHERS_WRITE,
        PosixFilePermission.OTHERS_READ,
        PosixFilePermission.GROUP_EXECUTE,
        PosixFilePermission.GROUP_WRITE,
        PosixFilePermission.GROUP_READ,
        PosixFilePermission.OWNER_EXECUTE,
        PosixFilePermission.OWNER_WRITE,
        PosixFilePermission.OWNER_READ
    };

    @Override
    public Set<String> kinds() {
        return Set.of("fs.directory");
    }

    @Override
    public Plan plan(Fields fields) {
        String directory = fields.requiredString("directory");
        boolean create = fields.bool("auto_init").orElse(false);
        String mode = fields.string("mode").orElse(DEFAULT_MODE);
        if (!MODE.matcher(mode).matches()) {
            fields.problem("mode", "must be three octal digits, such as \"0755\", and not \"" + mode + "\"");
        }
        return entries -> open(entries, directory, create, mode);
    }

    private static ConfinedFolder open(Entries entries, String directory, boolean create, String mode) {
        Path folder = Texts.path(entries, "directory", directory);
        try {
            if (create && Files.notExists(folder)) {
                create(folder, permissions(mode));
            }
            if (!Files.isDirectory(folder)) {
                throw new EntryException(
                        ErrorKind.NOT_FOUND,
                        "directory",
                        Files.exists(folder)
                                ? "not a folder: " + folder
                                : "no such folder: " + folder + " (\"auto_init: true\" creates it)");
            }
            return ConfinedFolder.of(folder);
        } catch (IOException e) {
            throw new EntryException(
                    ErrorKind.UNAVAILABLE, "directory", "the folder " + folder + " can't be used: " + e, e);
        }
    }

    private static void create(Path folder, Set<PosixFilePermission> permissions) throws IOException {
        Path parent = folder.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(permissions));
                // What the process's umask took away is what the entry asks for.
                Files.setPosixFilePermissions(folder, permissions);
            } else {
                Files.createDirectory(folder);
            }
        } catch (java.nio.file.FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    private static Set<PosixFilePermission> permissions(String mode) {
        int bits = Integer.parseInt(mode, 8);
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < BITS.length; i++) {
            if ((bits >> i & 1) != 0) {
                permissions.add(BITS[i]);
            }
        }
        return permissions;
    }
}
