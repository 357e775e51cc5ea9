package dev.wippy.registry.files;

import dev.wippy.kernel.spi.FileError;
import dev.wippy.kernel.spi.FileException;

/**
 * A path, taken apart at its last name.
 *
 * @param parent the path of the directory that holds it; {@code .} for the base
 * @param name may be {@code .} or {@code ..}
 * @param slash whether slashes follow, so that it has to be a directory
 */
record PathText(String parent, String name, boolean slash) {

    /** As Linux has it, without the zero byte at the end. */
    private static final int MAX_LENGTH = 4095;

    /** Of a name. */
    static final int MAX_NAME = 255;

    /** Refuses a path that can't be one beneath a directory, whatever is there. */
    static void check(String path) {
        if (path.length() > MAX_LENGTH) {
            throw new FileException(FileError.NAME_TOO_LONG);
        }
        if (path.isEmpty()) {
            throw new FileException(FileError.NO_ENTRY);
        }
        if (path.indexOf('\0') >= 0) {
            throw new FileException(FileError.INVALID);
        }
        if (path.charAt(0) == '/') {
            throw new FileException(FileError.NOT_PERMITTED);
        }
    }

    /** Refuses contents that no symbolic link may have. */
    static void checkLink(String contents) {
        check(contents);
    }

    static PathText of(String path) {
        check(path);
        int end = path.length();
        while (path.charAt(end - 1) == '/') {
            end--;
        }
        int start = path.lastIndexOf('/', end - 1) + 1;
        String parent = start == 0 ? "." : path.substring(0, start);
        return new PathText(parent, path.substring(start, end), end < path.length());
    }

    /** Whether it is one of the two names that every directory has. */
    static boolean isDots(String name) {
        return name.equals(".") || name.equals("..");
    }

    boolean isDots() {
        return isDots(name);
    }

    /** The name with a slash behind it, if there was one. */
    String last() {
        return slash ? name + "/" : name;
    }
}
