package dev.wippy.wasi.preview1;

import dev.wippy.engine.CoreMemory;
import dev.wippy.kernel.spi.FileEntry;
import dev.wippy.wasi.filesystem.open.ProcessFiles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The functions that read and write: streams, files, directories. */
final class TransferCalls {
    private static final int DIRENT = 24;

    private final Descriptors descriptors;
    private final ProcessFiles files;
    private final StandardStreams streams;

    TransferCalls(Descriptors descriptors, ProcessFiles files, StandardStreams streams) {
        this.descriptors = descriptors;
        this.files = files;
        this.streams = streams;
    }

    void addTo(Calls calls) {
        calls.add("fd_read", "iiii", this::read);
        calls.add("fd_write", "iiii", this::write);
        calls.add("fd_pread", "iiiIi", this::readAt);
        calls.add("fd_pwrite", "iiiIi", this::writeAt);
        calls.add("fd_readdir", "iiiIi", this::readDirectory);
    }

    private <T> T call(String function, Descriptor.OfFile file, Supplier<T> work) {
        return files.call("wasi_snapshot_preview1." + function, List.of(file.held()), work);
    }

    private void read(CoreMemory memory, Calls.Words words) {
        var buffers = new Buffers(memory, words.size(1), words.size(2));
        byte[] bytes = switch (descriptors.moving(words.number(0), Rights.FD_READ)) {
            case Descriptor.Input input -> streams.read(input, buffers.length());
            case Descriptor.Output _,Descriptor.OfDirectory _ -> throw new ErrnoException(Errno.BADF);
            case Descriptor.OfFile file -> {
                byte[] found = call("fd_read", file, () -> file.file().read(file.position(), buffers.length()));
                file.position(file.position() + found.length);
                yield found;
            }
        };
        buffers.scatter(bytes);
        memory.putInt(words.size(3), bytes.length);
    }

    private void write(CoreMemory memory, Calls.Words words) {
        var buffers = new Buffers(memory, words.size(1), words.size(2));
        int written = switch (descriptors.moving(words.number(0), Rights.FD_WRITE)) {
            case Descriptor.Output output -> streams.write(output, buffers.gather());
            case Descriptor.Input _,Descriptor.OfDirectory _ -> throw new ErrnoException(Errno.BADF);
            case Descriptor.OfFile file -> write(file, buffers.gather());
        };
        memory.putInt(words.size(3), written);
    }

    private int write(Descriptor.OfFile file, byte[] bytes) {
        file.requireMutable();
        if (bytes.length == 0) {
            return 0;
        }
        if (file.has(FdFlags.APPEND)) {
            long[] end = new long[1];
            int written = call("fd_write", file, () -> {
                int count = file.file().append(bytes, 0, bytes.length);
                end[0] = file.file().stat().size();
                return count;
            });
            file.position(end[0]);
            return written;
        }
        int written = call("fd_write", file, () -> file.file().write(file.position(), bytes, 0, bytes.length));
        file.position(file.position() + written);
        return written;
    }

    private void readAt(CoreMemory memory, Calls.Words words) {
        var buffers = new Buffers(memory, words.size(1), words.size(2));
        Descriptor.OfFile file = descriptors.file(words.number(0), Rights.FD_READ | Rights.FD_SEEK);
        long offset = offset(words.wide(3));
        byte[] bytes = call("fd_pread", file, () -> file.file().read(offset, buffers.length()));
        buffers.scatter(bytes);
        memory.putInt(words.size(4), bytes.length);
    }

    private void writeAt(CoreMemory memory, Calls.Words words) {
        var buffers = new Buffers(memory, words.size(1), words.size(2));
        Descriptor.OfFile file = descriptors.file(words.number(0), Rights.FD_WRITE | Rights.FD_SEEK);
        file.requireMutable();
        long offset = offset(words.wide(3));
        byte[] bytes = buffers.gather();
        int written = bytes.length == 0
                ? 0
                : call("fd_pwrite", file, () -> file.file().write(offset, bytes, 0, bytes.length));
        memory.putInt(words.size(4), written);
    }

    private static long offset(long offset) {
        if (offset < 0) {
            throw new ErrnoException(Errno.INVAL);
        }
        return offset;
    }

    /**
     * Fills the guest's buffer with entries, the last of them cut off where it does not fit; one that is not filled says
     * that there are no more.
     */
    private void readDirectory(CoreMemory memory, Calls.Words words) {
        Descriptor.OfDirectory directory = descriptors.directory(words.number(0), Rights.FD_READDIR);
        long address = words.size(1);
        int length = (int) Math.min(words.size(2), Buffers.MOST);
        long cookie = words.wide(3);
        Listing listing = directory.listing();
        listing.seek(files, cookie);
        int done = 0;
        for (int place = 0; done < length; place++) {
            Optional<FileEntry> entry = listing.at(files, place);
            if (entry.isEmpty()) {
                break;
            }
            byte[] bytes = dirent(entry.get(), cookie + place + 1);
            int count = Math.min(bytes.length, length - done);
            memory.write(address + done, bytes, 0, count);
            done += count;
        }
        memory.putInt(words.size(4), done);
    }

    /** An entry with its name; the serial number is left unknown, which saves asking for each file. */
    private static byte[] dirent(FileEntry entry, long next) {
        byte[] name = entry.name().orElseThrow().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(DIRENT + name.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(next)
                .putLong(0)
                .putInt(name.length)
                .putInt(Stat.fileType(entry.type()))
                .put(name)
                .array();
    }
}
