package dev.wippy.wasi.preview1;

import dev.wippy.engine.CoreMemory;
import dev.wippy.kernel.spi.FileAdvice;
import dev.wippy.kernel.spi.FileStat;
import dev.wippy.wasi.filesystem.open.ProcessFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** The functions on descriptors that neither read nor write. */
final class FdCalls {
    private static final int SET = 0;
    private static final int CURRENT = 1;
    private static final int END = 2;

    private final Descriptors descriptors;
    private final ProcessFiles files;
    private final Stat stat;

    FdCalls(Descriptors descriptors, ProcessFiles files, Stat stat) {
        this.descriptors = descriptors;
        this.files = files;
        this.stat = stat;
    }

    void addTo(Calls calls) {
        calls.add("fd_advise", "iIIi", (_, words) -> advise(words));
        calls.add("fd_allocate", "iII", (_, words) -> allocate(words));
        calls.add("fd_close", "i", (_, words) -> descriptors.close(words.number(0)));
        calls.add("fd_datasync", "i", (_, words) -> sync(words.number(0), true));
        calls.add("fd_sync", "i", (_, words) -> sync(words.number(0), false));
        calls.add("fd_fdstat_get", "ii", (memory, words) -> fdStat(memory, words));
        calls.add("fd_fdstat_set_flags", "ii", (_, words) -> descriptors
                .get(words.number(0), Rights.FD_FDSTAT_SET_FLAGS)
                .flags(words.number(1) & 0xffff));
        calls.add("fd_fdstat_set_rights", "iII", (_, words) -> descriptors
                .get(words.number(0))
                .restrict(words.wide(1), words.wide(2)));
        calls.add("fd_filestat_get", "ii", this::fileStat);
        calls.add("fd_filestat_set_size", "iI", (_, words) -> setSize(words));
        calls.add("fd_filestat_set_times", "iIIi", (_, words) -> setTimes(words));
        calls.add("fd_prestat_get", "ii", (memory, words) -> {
            int length = guestPath(words.number(0)).length;
            memory.putInt(words.size(1), 0);
            memory.putInt(words.size(1) + 4, length);
        });
        calls.add("fd_prestat_dir_name", "iii", (memory, words) -> {
            byte[] path = guestPath(words.number(0));
            if (path.length > words.size(2)) {
                throw new ErrnoException(Errno.NAMETOOLONG);
            }
            memory.write(words.size(1), path, 0, path.length);
        });
        calls.add("fd_renumber", "ii", (_, words) -> descriptors.renumber(words.number(0), words.number(1)));
        calls.add("fd_seek", "iIii", this::seek);
        calls.add("fd_tell", "ii", (memory, words) -> memory.putLong(
                words.size(1), descriptors.file(words.number(0), Rights.FD_TELL).position()));
    }

    private <T> T call(String function, Descriptor.OfFileSystem descriptor, Supplier<T> work) {
        return files.call("wasi_snapshot_preview1." + function, List.of(descriptor.held()), work);
    }

    private void run(String function, Descriptor.OfFileSystem descriptor, Runnable work) {
        call(function, descriptor, () -> {
            work.run();
            return true;
        });
    }

    private void advise(Calls.Words words) {
        int advice = words.number(3);
        if (advice < 0 || advice >= FileAdvice.values().length || words.wide(1) < 0 || words.wide(2) < 0) {
            throw new ErrnoException(Errno.INVAL);
        }
        Descriptor.OfFile file = descriptors.file(words.number(0), Rights.FD_ADVISE);
        run("fd_advise", file, () -> file.file()
                .advise(words.wide(1), words.wide(2), FileAdvice.values()[advice]));
    }

    /** Makes a file at least so long, as {@code posix_fallocate} does. */
    private void allocate(Calls.Words words) {
        long offset = words.wide(1);
        long length = words.wide(2);
        if (offset < 0 || length <= 0) {
            throw new ErrnoException(Errno.INVAL);
        }
        if (Long.MAX_VALUE - offset < length) {
            throw new ErrnoException(Errno.FBIG);
        }
        Descriptor.OfFile file = descriptors.file(words.number(0), Rights.FD_ALLOCATE | Rights.FD_WRITE);
        file.requireMutable();
        run("fd_allocate", file, () -> {
            if (file.file().stat().size() < offset + length) {
                file.file().setSize(offset + length);
            }
        });
    }

    private void sync(int number, boolean dataOnly) {
        Descriptor.OfFileSystem one =
                descriptors.inFileSystem(number, dataOnly ? Rights.FD_DATASYNC : Rights.FD_SYNC);
        run(dataOnly ? "fd_datasync" : "fd_sync", one, () -> one.handle().sync(dataOnly));
    }

    private void fdStat(CoreMemory memory, Calls.Words words) {
        Descriptor one = descriptors.get(words.number(0));
        long address = words.size(1);
        memory.putLong(address, one.fileType() | (long) one.flags() << 16);
        memory.putLong(address + 8, one.base());
        memory.putLong(address + 16, one.inheriting());
    }

    private void fileStat(CoreMemory memory, Calls.Words words) {
        Descriptor one = descriptors.get(words.number(0), Rights.FD_FILESTAT_GET);
        if (one instanceof Descriptor.OfFileSystem file) {
            FileStat found = call("fd_filestat_get", file, file.handle()::stat);
            stat.write(memory, words.size(1), file.fileSystem(), found);
        } else {
            Stat.write(memory, words.size(1), one.fileType());
        }
    }

    private void setSize(Calls.Words words) {
        if (words.wide(1) < 0) {
            throw new ErrnoException(Errno.FBIG);
        }
        Descriptor.OfFile file =
                descriptors.file(words.number(0), Rights.FD_FILESTAT_SET_SIZE | Rights.FD_WRITE);
        file.requireMutable();
        run("fd_filestat_set_size", file, () -> file.file().setSize(words.wide(1)));
    }

    private void setTimes(Calls.Words words) {
        Times times = Times.of(words.wide(1), words.wide(2), words.number(3));
        Descriptor.OfFileSystem one = descriptors.inFileSystem(words.number(0), Rights.FD_FILESTAT_SET_TIMES);
        one.requireMutable();
        run("fd_filestat_set_times", one, () -> one.handle().setTimes(times.accessed(), times.modified()));
    }

    private byte[] guestPath(int number) {
        return switch (descriptors.get(number)) {
            case Descriptor.OfDirectory directory -> directory
                    .guestPath()
                    .orElseThrow(() -> new ErrnoException(Errno.BADF))
                    .getBytes(StandardCharsets.UTF_8);
            // A libc asks one number after the other, until there is none.
            default -> throw new ErrnoException(Errno.BADF);
        };
    }

    private void seek(CoreMemory memory, Calls.Words words) {
        long delta = words.wide(1);
        int whence = words.number(2);
        boolean asks = delta == 0 && whence == CURRENT;
        Descriptor.OfFile file = descriptors.file(words.number(0), asks ? Rights.FD_TELL : Rights.FD_SEEK);
        long base = switch (whence) {
            case SET -> 0;
            case CURRENT -> file.position();
            case END -> call("fd_seek", file, file.file()::stat).size();
            default -> throw new ErrnoException(Errno.INVAL);
        };
        long position = base + delta;
        if (position < 0) {
            throw new ErrnoException(delta > 0 ? Errno.OVERFLOW : Errno.INVAL);
        }
        file.position(position);
        memory.putLong(words.size(3), position);
    }
}
