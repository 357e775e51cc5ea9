package dev.wippy.registry.files;

import dev.wippy.kernel.spi.FileAdvice;
import dev.wippy.kernel.spi.FileError;
import dev.wippy.kernel.spi.FileException;
import dev.wippy.kernel.spi.FileStat;
import dev.wippy.kernel.spi.OpenFile;
import dev.wippy.kernel.spi.TimeChange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * A regular file by Java's own functions. Java gives no attributes of an open file but its size: the others are looked up
 * by the name that it was opened under, while that still leads to it.
 */
final class WalkFile implements OpenFile {
    private final FileChannel channel;
    private final WalkNode parent;
    private final String name;
    private final FileStat opened;

    /** @param parent is the file's own, and closed with it */
    WalkFile(FileChannel channel, WalkNode parent, String name, FileStat opened) {
        this.channel = channel;
        this.parent = parent;
        this.name = name;
        this.opened = opened;
    }

    @Override
    public byte[] read(long offset, int max) {
        return JavaErrors.run(() -> {
            ByteBuffer buffer = ByteBuffer.allocate(max);
            int count = max == 0 ? 0 : channel.read(buffer, offset);
            return java.util.Arrays.copyOf(buffer.array(), Math.max(count, 0));
        });
    }

    @Override
    public int write(long offset, byte[] bytes, int from, int count) {
        return JavaErrors.run(() -> channel.write(ByteBuffer.wrap(bytes, from, count), offset));
    }

    @Override
    public synchronized int append(byte[] bytes, int from, int count) {
        return JavaErrors.run(() -> channel.write(ByteBuffer.wrap(bytes, from, count), channel.size()));
    }

    @Override
    public synchronized void setSize(long size) {
        JavaErrors.run(() -> {
            if (size <= channel.size()) {
                return channel.truncate(size);
            }
            channel.write(ByteBuffer.allocate(1), size - 1);
            return channel;
        });
    }

    @Override
    public void advise(long offset, long length, FileAdvice advice) {}

    @Override
    public FileStat stat() {
        return JavaErrors.run(() -> find().orElseGet(() -> JavaErrors.run(() -> new FileStat(
                opened.id(),
                opened.type(),
                0,
                channel.size(),
                opened.accessed(),
                opened.modified(),
                opened.changed()))));
    }

    /** The attributes, if the name still leads to this file. */
    private Optional<FileStat> find() throws IOException {
        try {
            return Optional.of(WalkNode.stat(parent.attributes(name)))
                    .filter(stat -> stat.id().equals(opened.id()));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    @Override
    public Object id() {
        return opened.id();
    }

    @Override
    public void setTimes(TimeChange accessed, TimeChange modified) {
        JavaErrors.run(() -> {
            if (find().isEmpty()) {
                throw new FileException(FileError.NO_ENTRY);
            }
            parent.setTimes(name, accessed, modified);
            return name;
        });
    }

    @Override
    public void sync(boolean dataOnly) {
        JavaErrors.run(() -> {
            channel.force(!dataOnly);
            return channel;
        });
    }

    @Override
    public void close() {
        JavaErrors.run(() -> {
            try (channel; parent) {
                return name;
            }
        });
    }
}
