package dev.wippy.wasi.preview1;

import java.util.HashMap;
import java.util.Map;

/** The descriptors of a process, by their numbers. Used on the process's own thread. */
final class Descriptors {
    private final Map<Integer, Descriptor> byNumber = new HashMap<>();
    private final int most;

    /** No number below is free. */
    private int firstFree;

    /** @param most how many there may be at once */
    Descriptors(int most) {
        this.most = most;
    }

    /** Gives the lowest free number, as programs expect that were written for POSIX. */
    int add(Descriptor descriptor) {
        requireRoom();
        int number = firstFree;
        byNumber.put(number, descriptor);
        while (byNumber.containsKey(firstFree)) {
            firstFree++;
        }
        return number;
    }

    /** Before something is opened. */
    void requireRoom() {
        if (byNumber.size() >= most) {
            throw new ErrnoException(Errno.MFILE);
        }
    }

    Descriptor get(int number) {
        Descriptor descriptor = byNumber.get(number);
        if (descriptor == null) {
            throw new ErrnoException(Errno.BADF);
        }
        return descriptor;
    }

    /** @throws ErrnoException if one of the rights is missing */
    Descriptor get(int number, long rights) {
        Descriptor descriptor = get(number);
        require(descriptor, rights);
        return descriptor;
    }

    /** A stream or a file that bytes are to be moved from or to; a directory is told as what it is. */
    Descriptor moving(int number, long right) {
        Descriptor descriptor = get(number);
        if (descriptor instanceof Descriptor.OfDirectory) {
            throw new ErrnoException(Errno.ISDIR);
        }
        require(descriptor, right);
        return descriptor;
    }

    /** Something of a file system, with rights. */
    Descriptor.OfFileSystem inFileSystem(int number, long rights) {
        Descriptor descriptor = get(number);
        if (descriptor instanceof Descriptor.OfFileSystem one) {
            require(descriptor, rights);
            return one;
        }
        throw new ErrnoException(Errno.INVAL);
    }

    Descriptor.OfFile file(int number, long rights) {
        return switch (get(number)) {
            case Descriptor.OfFile file -> {
                require(file, rights);
                yield file;
            }
            case Descriptor.OfDirectory _ -> throw new ErrnoException(Errno.ISDIR);
            case Descriptor.Input _,Descriptor.Output _ -> throw new ErrnoException(Errno.SPIPE);
        };
    }

    Descriptor.OfDirectory directory(int number, long rights) {
        if (get(number) instanceof Descriptor.OfDirectory directory) {
            require(directory, rights);
            return directory;
        }
        throw new ErrnoException(Errno.NOTDIR);
    }

    /** A directory that something is changed in. */
    Descriptor.OfDirectory mutableDirectory(int number, long rights) {
        Descriptor.OfDirectory directory = directory(number, rights);
        directory.requireMutable();
        return directory;
    }

    private static void require(Descriptor descriptor, long rights) {
        long missing = rights & ~descriptor.base();
        if ((missing & (Rights.FD_READ | Rights.FD_WRITE)) != 0) {
            // What POSIX says of a descriptor that is open for the other thing.
            throw new ErrnoException(Errno.BADF);
        }
        if (missing != 0) {
            throw new ErrnoException(Errno.NOTCAPABLE);
        }
    }

    void close(int number) {
        Descriptor descriptor = get(number);
        byNumber.remove(number);
        firstFree = Math.min(firstFree, number);
        descriptor.close();
    }

    /** Moves a descriptor to the number of another one, which is closed. */
    void renumber(int from, int to) {
        Descriptor moved = get(from);
        Descriptor replaced = get(to);
        if (from == to) {
            return;
        }
        byNumber.put(to, moved);
        byNumber.remove(from);
        firstFree = Math.min(firstFree, from);
        replaced.close();
    }
}
