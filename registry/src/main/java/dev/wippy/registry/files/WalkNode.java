package dev.wippy.registry.files;

import dev.wippy.kernel.spi.FileStat;
import dev.wippy.kernel.spi.FileType;
import dev.wippy.kernel.spi.TimeChange;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A directory that is held open, so that names are looked up in it wherever it is moved. */
final class WalkNode implements AutoCloseable {
    private static final Path SELF = Path.of(".");

    private final SecureDirectoryStream<Path> stream;
    private final Object id;

    WalkNode(SecureDirectoryStream<Path> stream) throws IOException {
        this.stream = stream;
        this.id = key(attributes());
    }

    SecureDirectoryStream<Path> stream() {
        return stream;
    }

    Object id() {
        return id;
    }

    /** Another opening of the same directory. */
    WalkNode again() throws IOException {
        return new WalkNode(stream.newDirectoryStream(SELF));
    }

    /** A directory in this one; anything else is refused, a link too. */
    WalkNode child(String name) throws IOException {
        return new WalkNode(stream.newDirectoryStream(Path.of(name), LinkOption.NOFOLLOW_LINKS));
    }

    BasicFileAttributes attributes() throws IOException {
        return view(stream.getFileAttributeView(BasicFileAttributeView.class)).readAttributes();
    }

    /** Of an object in this directory; a link is not followed. */
    BasicFileAttributes attributes(String name) throws IOException {
        return view(name).readAttributes();
    }

    void setTimes(TimeChange accessed, TimeChange modified) throws IOException {
        set(view(stream.getFileAttributeView(BasicFileAttributeView.class)), accessed, modified);
    }

    void setTimes(String name, TimeChange accessed, TimeChange modified) throws IOException {
        set(view(name), accessed, modified);
    }

    private BasicFileAttributeView view(String name) {
        return view(stream.getFileAttributeView(
                Path.of(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS));
    }

    private static BasicFileAttributeView view(@Nullable BasicFileAttributeView view) {
        return Objects.requireNonNull(view);
    }

    private static void set(BasicFileAttributeView view, TimeChange accessed, TimeChange modified)
            throws IOException {
        view.setTimes(time(modified), time(accessed), null);
    }

    private static @Nullable FileTime time(TimeChange change) {
        return switch (change) {
            case TimeChange.Keep _ -> null;
            case TimeChange.Now _ -> FileTime.from(Instant.now());
            case TimeChange.At(Instant time) -> FileTime.from(time);
        };
    }

    static FileStat stat(BasicFileAttributes attributes) {
        return new FileStat(
                key(attributes),
                type(attributes),
                1,
                attributes.size(),
                Optional.of(attributes.lastAccessTime().toInstant()),
                Optional.of(attributes.lastModifiedTime().toInstant()),
                Optional.empty());
    }

    private static Object key(BasicFileAttributes attributes) {
        Object key = attributes.fileKey();
        return key == null ? attributes : key;
    }

    private static FileType type(BasicFileAttributes attributes) {
        return attributes.isRegularFile()
                ? FileType.REGULAR_FILE
                : attributes.isDirectory()
                        ? FileType.DIRECTORY
                        : attributes.isSymbolicLink() ? FileType.SYMBOLIC_LINK : FileType.UNKNOWN;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
