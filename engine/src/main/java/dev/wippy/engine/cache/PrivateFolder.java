package dev.wippy.engine.cache;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/**
 * A folder that nobody else can put anything into. What is read from it runs with all of Java's rights, so whoever can
 * write to it, or put another folder in its place, can do what we can.
 */
public final class PrivateFolder {

    private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rwx------");

    private PrivateFolder() {}

    /**
     * Makes the folder if it is not there, and checks it and those above it.
     *
     * @param folder an absolute path without {@code .} and {@code ..}
     * @throws IOException saying what is wrong with it
     */
    public static void make(Path folder) throws IOException {
        for (int i = 1; i <= folder.getNameCount(); i++) {
            Path part = folder.getRoot().resolve(folder.subpath(0, i));
            if (Files.isSymbolicLink(part)) {
                throw new IOException(part + " is a symbolic link; set the cache folder to where it points");
            }
            if (!Files.exists(part, LinkOption.NOFOLLOW_LINKS)) {
                create(part);
            }
            if (!Files.isDirectory(part, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException(part + " is not a folder");
            }
        }
        PosixFileAttributeView view =
                Files.getFileAttributeView(folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view != null) {
            // Where there are no such permissions, a user's folders are not open to others.
            check(folder);
        }
    }

    private static void create(Path part) throws IOException {
        try {
            if (part.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectory(part, PosixFilePermissions.asFileAttribute(OURS));
            } else {
                Files.createDirectory(part);
            }
        } catch (FileAlreadyExistsException _) {
            // Another process was faster; the checks that follow look at what it made.
            return;
        }
    }

    private static void check(Path folder) throws IOException {
        UserPrincipal us = user();
        PosixFileAttributes own = attributes(folder);
        if (!own.owner().equals(us)) {
            throw new IOException(folder + " belongs to " + own.owner().getName() + ", not to " + us.getName());
        }
        if (!OURS.containsAll(own.permissions())) {
            throw new IOException(folder + " is open to others, " + PosixFilePermissions.toString(own.permissions())
                    + "; it has to be rwx------");
        }
        UserPrincipal root = attributes(folder.getRoot()).owner();
        for (Path part = folder.getParent(); part != null; part = part.getParent()) {
            PosixFileAttributes above = attributes(part);
            if (!above.owner().equals(us) && !above.owner().equals(root)) {
                throw new IOException(part + " belongs to " + above.owner().getName());
            }
            // In a sticky folder such as /tmp, others cannot replace what is ours.
            boolean open = above.permissions().contains(PosixFilePermission.GROUP_WRITE)
                    || above.permissions().contains(PosixFilePermission.OTHERS_WRITE);
            if (open && !sticky(part)) {
                throw new IOException(part + " may be written by others, "
                        + PosixFilePermissions.toString(above.permissions()));
            }
        }
    }

    private static PosixFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean sticky(Path path) throws IOException {
        return Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) instanceof Integer mode
                && (mode & 01000) != 0;
    }

    /** Who owns what this process makes; the property user.name may say anything. */
    private static UserPrincipal user() throws IOException {
        Path probe = Files.createTempFile("wippy", null);
        try {
            return Files.getOwner(probe, LinkOption.NOFOLLOW_LINKS);
        } finally {
            Files.delete(probe);
        }
    }
}
