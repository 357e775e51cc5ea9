package dev.wippy.wasi.filesystem;

import dev.wippy.component.bind.Result;
import dev.wippy.component.bind.Unsigned;
import dev.wippy.component.bind.WitErrorException;
import dev.wippy.component.bind.WitFunction;
import dev.wippy.kernel.spi.FileAdvice;
import dev.wippy.kernel.spi.FileError;
import dev.wippy.kernel.spi.FileException;
import dev.wippy.kernel.spi.FileType;
import dev.wippy.kernel.spi.OpenDirectory;
import dev.wippy.kernel.spi.OpenFile;
import dev.wippy.wasi.filesystem.open.ProcessFiles;
import dev.wippy.wasi.io.InputStream;
import dev.wippy.wasi.io.IoError;
import dev.wippy.wasi.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The interface {@code wasi:filesystem/types}: what is done with open files and directories. The functions that take
 * paths are {@link PathFunctions}'s.
 */
class Types {

    /** The most that one {@code read} gives: the WIT lets it give less than was asked for. */
    static final int MAX_READ = 1 << 20;

    private final ProcessFiles files;
    private final MetadataHash hash;

    Types(ProcessFiles files, MetadataHash hash) {
        this.files = files;
        this.hash = hash;
    }

    ProcessFiles files() {
        return files;
    }

    MetadataHash hash() {
        return hash;
    }

    /** What a function of the interface does; a failure becomes its error. */
    static <T> T run(Supplier<T> work) {
        try {
            return work.get();
        } catch (FileException failed) {
            throw new WitErrorException(failed.error());
        }
    }

    /** The same on a thread for files: the process waits. */
    <T> T call(String operation, Descriptor self, Supplier<T> work) {
        return files.call(name(operation), List.of(self.held()), work);
    }

    /** What people see that the process waits for. */
    static String name(String operation) {
        return "wasi:filesystem/types." + operation;
    }

    void callVoid(String operation, Descriptor self, Runnable work) {
        call(operation, self, () -> {
            work.run();
            return true;
        });
    }

    /** @param offset unsigned; no file is as long as one that Java has no number for */
    private static long offset(long offset) {
        if (offset < 0) {
            throw new FileException(FileError.INVALID, "no file is that long");
        }
        return offset;
    }

    @WitFunction("[method]descriptor.read-via-stream")
    InputStream readViaStream(Descriptor self, @Unsigned long offset) {
        return run(() -> {
            OpenFile file = self.readable();
            var source = new FileSource(files, self.held(), file, offset(offset));
            return InputStream.of(source, source::close);
        });
    }

    @WitFunction("[method]descriptor.write-via-stream")
    OutputStream writeViaStream(Descriptor self, @Unsigned long offset) {
        return run(() -> {
            OpenFile file = self.writable();
            return stream(new FileSink(files, self.held(), FileSink.at(file, offset(offset))));
        });
    }

    @WitFunction("[method]descriptor.append-via-stream")
    OutputStream appendViaStream(Descriptor self) {
        return run(() -> stream(new FileSink(files, self.held(), self.writable()::append)));
    }

    private static OutputStream stream(FileSink sink) {
        return OutputStream.of(sink, sink::close);
    }

    @WitFunction("[method]descriptor.advise")
    void advise(Descriptor self, @Unsigned long offset, @Unsigned long length, FileAdvice advice) {
        run(() -> {
            OpenFile file = self.file();
            callVoid("advise", self, () -> file.advise(offset(offset), offset(length), advice));
            return self;
        });
    }

    @WitFunction("[method]descriptor.sync-data")
    void syncData(Descriptor self) {
        sync("sync-data", self, true);
    }

    @WitFunction("[method]descriptor.sync")
    void sync(Descriptor self) {
        sync("sync", self, false);
    }

    private void sync(String operation, Descriptor self, boolean dataOnly) {
        boolean written = self.has(DescriptorFlag.WRITE) || self.has(DescriptorFlag.MUTATE_DIRECTORY);
        if (written) {
            run(() -> {
                callVoid(operation, self, () -> self.handle().sync(dataOnly));
                return self;
            });
        }
    }

    @WitFunction("[method]descriptor.get-flags")
    Result<Set<DescriptorFlag>, FileError> flags(Descriptor self) {
        return Result.ok(self.flags());
    }

    @WitFunction("[method]descriptor.get-type")
    Result<FileType, FileError> type(Descriptor self) {
        return Result.ok(self.handle() instanceof OpenDirectory ? FileType.DIRECTORY : FileType.REGULAR_FILE);
    }

    @WitFunction("[method]descriptor.set-size")
    void setSize(Descriptor self, @Unsigned long size) {
        run(() -> {
            OpenFile file = self.writable();
            callVoid("set-size", self, () -> file.setSize(offset(size)));
            return self;
        });
    }

    @WitFunction("[method]descriptor.set-times")
    void setTimes(Descriptor self, NewTimestamp accessed, NewTimestamp modified) {
        run(() -> {
            self.requireMutable();
            var newAccessed = accessed.change();
            var newModified = modified.change();
            callVoid("set-times", self, () -> self.handle().setTimes(newAccessed, newModified));
            return self;
        });
    }

    /**
     * The tuple that {@code read} gives.
     *
     * @param end whether the end of the file was reached
     */
    record Read(byte[] bytes, boolean end) {}

    @WitFunction("[method]descriptor.read")
    Read read(Descriptor self, @Unsigned long length, @Unsigned long offset) {
        return run(() -> {
            OpenFile file = self.readable();
            long from = offset(offset);
            int max = Long.compareUnsigned(length, MAX_READ) < 0 ? (int) length : MAX_READ;
            byte[] bytes = call("read", self, () -> file.read(from, max));
            return new Read(bytes, bytes.length < max);
        });
    }

    @WitFunction("[method]descriptor.write")
    @Unsigned
    long write(Descriptor self, byte[] buffer, @Unsigned long offset) {
        return run(() -> {
            OpenFile file = self.writable();
            long from = offset(offset);
            return (long) call("write", self, () -> file.write(from, buffer, 0, buffer.length));
        });
    }

    @WitFunction("[method]descriptor.read-directory")
    DirectoryEntryStream readDirectory(Descriptor self) {
        return run(() -> {
            OpenDirectory directory = self.directory();
            return new DirectoryEntryStream(call(
                    "read-directory", self, () -> files.open(self.held().lane(), directory::entries)));
        });
    }

    @WitFunction("[method]directory-entry-stream.read-directory-entry")
    Optional<DirectoryEntryStream.Entry> readDirectoryEntry(DirectoryEntryStream self) {
        return run(() -> self.next(files));
    }

    @WitFunction("[method]descriptor.stat")
    DescriptorStat stat(Descriptor self) {
        return run(() -> DescriptorStat.of(call("stat", self, self.handle()::stat)));
    }

    @WitFunction("[method]descriptor.is-same-object")
    boolean isSameObject(Descriptor self, Descriptor other) {
        return self.handle().id().equals(other.handle().id());
    }

    @WitFunction("[method]descriptor.metadata-hash")
    MetadataHash.Value metadataHash(Descriptor self) {
        return run(() -> hash.of(call("metadata-hash", self, self.handle()::stat)));
    }

    @WitFunction("filesystem-error-code")
    Optional<FileError> errorCode(IoError error) {
        return error.cause() instanceof FileException failed ? Optional.of(failed.error()) : Optional.empty();
    }
}
