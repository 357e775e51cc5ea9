package dev.wippy.distribution;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** A folder that nobody else can put anything into, by the rules that the engine has for the one of its code. */
final class OwnFolder {
    private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rwx------");

    private OwnFolder() {}

    /** Makes it and those above it, where they are not there, and checks it. */
    static void make(Path folder) throws IOException {
        create(folder);
        check(folder);
    }

    private static void create(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (parent == null || Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        create(parent);
        try {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OURS));
        } catch (FileAlreadyExistsException _) {
            // Another process was faster: what it made is checked.
            return;
        }
    }

    /**
     * Checks it and those above it.
     *
     * @throws IOException saying what is wrong with it
     */
    static void check(Path folder) throws IOException {
        UserPrincipal us = user();
        PosixFileAttributes own = attributes(folder);
        if (!own.isDirectory() || !own.owner().equals(us) || !OURS.containsAll(own.permissions())) {
            throw new IOException(folder + " has to be a folder of " + us.getName() + "'s with rwx------, and is "
                    + own.owner().getName() + "'s with " + PosixFilePermissions.toString(own.permissions()));
        }
        UserPrincipal root = attributes(folder.getRoot()).owner();
        for (Path part = folder.getParent(); part != null; part = part.getParent()) {
            PosixFileAttributes above = attributes(part);
            boolean open = above.permissions().contains(PosixFilePermission.GROUP_WRITE)
                    || above.permissions().contains(PosixFilePermission.OTHERS_WRITE);
            if (!above.isDirectory() || !above.owner().equals(us) && !above.owner().equals(root)
                    || open && !isSticky(part)) {
                throw new IOException(part + " is a link, or others may change it");
            }
        }
    }

    private static PosixFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** In such a folder, as /tmp is, others can't replace what is ours. */
    private static boolean isSticky(Path part) throws IOException {
        return Files.getAttribute(part, "unix:mode", LinkOption.NOFOLLOW_LINKS) instanceof Integer mode
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
