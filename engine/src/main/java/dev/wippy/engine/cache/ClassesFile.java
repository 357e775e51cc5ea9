package dev.wippy.engine.cache;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file of classes: a header, an index, and the classes, each with its checksum. The file is mapped, and nothing of it
 * is read but what is asked for: the index is searched where it lies. It holds on to no descriptor, and what is mapped
 * stays though the file is replaced or unlinked. Immutable; used by any thread.
 *
 * <p>The checksums find what disks and cut writes do. They do not stop people: who can write to the folder is trusted.
 */
final class ClassesFile {
    /** Goes up with each change of the layout. */
    static final int VERSION = 1;
    static final int KEY = 32;
    /** No file grows past this. */
    static final int MOST = 1 << 30;

    private static final int MAGIC = 0x57505947;
    /** Magic, version, key, length, count, checksum of these and the index. */
    private static final int LENGTH_AT = 8 + KEY;
    private static final int COUNT_AT = LENGTH_AT + Long.BYTES;
    private static final int CHECKSUM_AT = COUNT_AT + Integer.BYTES;
    private static final int HEADER = CHECKSUM_AT + Integer.BYTES;
    /** Hash of the name, offset, length of the name, length of the class, checksum of both. */
    private static final int ENTRY = Long.BYTES + 4 * Integer.BYTES;

    final Path path;
    private final ByteBuffer bytes;
    private final int count;

    private ClassesFile(Path path, ByteBuffer bytes, int count) {
        this.path = path;
        this.bytes = bytes;
        this.count = count;
    }

    /**
     * Opens a file. Not on a guest's thread: an interrupt would make it fail.
     *
     * @throws IOException saying what is wrong, if it is not what {@link #write} made under that key
     */
    static ClassesFile open(Path path, byte[] key) throws IOException {
        // Opening a pipe would wait for its writer.
        if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isRegularFile()) {
            throw new IOException("it is no regular file");
        }
        try (FileChannel channel =
                FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            long size = channel.size();
            if (size < HEADER || size > MOST) {
                throw new IOException("it is " + size + " bytes long");
            }
            MappedByteBuffer bytes = channel.map(MapMode.READ_ONLY, 0, size);
            return new ClassesFile(path, bytes, check(bytes, key));
        } catch (InternalError e) {
            throw cut(e);
        }
    }

    private static int check(ByteBuffer bytes, byte[] key) throws IOException {
        if (bytes.getInt(0) != MAGIC || bytes.getInt(4) != VERSION) {
            throw new IOException("it is not a file of classes of version " + VERSION);
        }
        byte[] found = new byte[KEY];
        bytes.get(8, found);
        if (!Arrays.equals(found, key)) {
            throw new IOException("it belongs to another module: " + HexFormat.of().formatHex(found));
        }
        if (bytes.getLong(LENGTH_AT) != bytes.capacity()) {
            throw new IOException(
                    "it is " + bytes.capacity() + " bytes long instead of " + bytes.getLong(LENGTH_AT));
        }
        int count = bytes.getInt(COUNT_AT);
        if (count < 0 || count > (bytes.capacity() - HEADER) / ENTRY
                || checksum(bytes, count) != bytes.getInt(CHECKSUM_AT)) {
            throw new IOException("the checksum of its index does not match");
        }
        return count;
    }

    private static int checksum(ByteBuffer bytes, int count) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.slice(0, CHECKSUM_AT));
        checksum.update(bytes.slice(HEADER, count * ENTRY));
        return (int) checksum.getValue();
    }

    /** The JVM throws this where a mapped file has become shorter, or the disk does not give it. */
    private static IOException cut(InternalError e) {
        return new IOException("it was cut or cannot be read: " + e.getMessage());
    }

    boolean contains(String name) {
        try {
            return find(name) >= 0;
        } catch (InternalError _) {
            // The file was cut: reading says so.
            return false;
        }
    }

    /**
     * Reads a class.
     *
     * @return null if the file does not have it
     * @throws IOException if it is damaged
     */
    byte @Nullable [] read(String name) throws IOException {
        try {
            int entry = find(name);
            return entry < 0 ? null : content(entry, name);
        } catch (InternalError e) {
            throw cut(e);
        }
    }

    /** Adds the classes that are not among those given, and are whole; says whether all of them are whole. */
    boolean addTo(Map<String, byte[]> classes) {
        boolean whole = true;
        for (int i = 0; i < count; i++) {
            try {
                String name = name(HEADER + i * ENTRY);
                if (!classes.containsKey(name)) {
                    classes.put(name, content(HEADER + i * ENTRY, name));
                }
            } catch (IOException | InternalError _) {
                whole = false;
            }
        }
        return whole;
    }

    /** The offset of a name's entry; -1 without one. */
    private int find(String name) {
        long hash = hash(name);
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int compared = Long.compare(bytes.getLong(HEADER + middle * ENTRY), hash);
            if (compared == 0) {
                return HEADER + middle * ENTRY;
            } else if (compared < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private String name(int entry) throws IOException {
        byte[] name = new byte[bounded(entry, bytes.getInt(entry + 12))];
        bytes.get(bytes.getInt(entry + 8), name);
        return new String(name, StandardCharsets.UTF_8);
    }

    private byte[] content(int entry, String name) throws IOException {
        int offset = bytes.getInt(entry + 8);
        byte[] found = new byte[bounded(entry, bytes.getInt(entry + 12))];
        byte[] code = new byte[bounded(entry, bytes.getInt(entry + 16))];
        bounded(entry, found.length + code.length);
        bytes.get(offset, found);
        bytes.get(offset + found.length, code);
        CRC32C checksum = new CRC32C();
        checksum.update(found);
        checksum.update(code);
        if ((int) checksum.getValue() != bytes.getInt(entry + 20)) {
            throw new IOException("the checksum of " + name + " does not match");
        }
        if (!new String(found, StandardCharsets.UTF_8).equals(name)) {
            throw new IOException("it has another class in place of " + name);
        }
        return code;
    }

    /** The index is as it was written; this is for a program that wrote it wrong. */
    private int bounded(int entry, int length) throws IOException {
        int offset = bytes.getInt(entry + 8);
        if (offset < HEADER || length < 0 || length > bytes.capacity() - offset) {
            throw new IOException("an entry of its index is out of bounds");
        }
        return length;
    }

    private static long hash(String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    /** Writes a file of classes, under a key of {@link #KEY} bytes. */
    static void write(OutputStream out, byte[] key, Map<String, byte[]> classes) throws IOException {
        List<Entry> entries = entries(classes);
        ByteBuffer head = ByteBuffer.allocate(HEADER + entries.size() * ENTRY);
        head.putInt(0, MAGIC).putInt(4, VERSION).put(8, key).putInt(COUNT_AT, entries.size());
        long offset = head.capacity();
        head.position(HEADER);
        for (Entry entry : entries) {
            head.putLong(entry.hash).putInt((int) offset).putInt(entry.name.length).putInt(entry.code.length)
                    .putInt(entry.checksum());
            offset += entry.name.length + entry.code.length;
        }
        if (offset > MOST) {
            throw new IOException("the classes of a module take " + offset + " bytes; " + MOST + " is the most");
        }
        head.putLong(LENGTH_AT, offset);
        head.putInt(CHECKSUM_AT, checksum(head, entries.size()));
        out.write(head.array());
        for (Entry entry : entries) {
            out.write(entry.name);
            out.write(entry.code);
        }
    }

    /** By hash; of two names with one hash, the first stays. */
    private static List<Entry> entries(Map<String, byte[]> classes) {
        Map<Long, Entry> byHash = new LinkedHashMap<>();
        classes.forEach((name, code) -> byHash.putIfAbsent(hash(name),
                new Entry(hash(name), name.getBytes(StandardCharsets.UTF_8), code)));
        return byHash.values().stream().sorted(Comparator.comparingLong(Entry::hash)).toList();
    }

    private record Entry(long hash, byte[] name, byte[] code) {
        int checksum() {
            CRC32C checksum = new CRC32C();
            checksum.update(name);
            checksum.update(code);
            return (int) checksum.getValue();
        }
    }
}
