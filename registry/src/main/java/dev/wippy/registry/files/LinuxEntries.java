package dev.wippy.registry.files;

import dev.wippy.kernel.spi.DirectoryEntries;
import dev.wippy.kernel.spi.FileEntry;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A listing on Linux: as many entries at a time as the kernel puts into a buffer (getdents64(2)). */
final class LinuxEntries implements DirectoryEntries {
    private static final int BUFFER = 1 << 14;
    private static final int TYPE = 18;
    private static final int NAME = 19;

    private final LinuxHandle handle;

    LinuxEntries(LinuxHandle handle) {
        this.handle = handle;
    }

    @Override
    public List<FileEntry> next() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(BUFFER, Long.BYTES);
            while (true) {
                int length = (int) Linux.check(
                        Linux.call(Syscall.GETDENTS, handle.descriptor(), buffer.address(), BUFFER, 0));
                List<FileEntry> entries = entries(buffer, length);
                // There may have been nothing in it but the two that are left out.
                if (length == 0 || !entries.isEmpty()) {
                    return entries;
                }
            }
        }
    }

    private static List<FileEntry> entries(MemorySegment buffer, int length) {
        var entries = new ArrayList<FileEntry>();
        for (int at = 0; at < length; at += Short.toUnsignedInt(buffer.get(ValueLayout.JAVA_SHORT, at + 16L))) {
            int end = at + NAME;
            while (buffer.get(ValueLayout.JAVA_BYTE, end) != 0) {
                end++;
            }
            byte[] bytes = buffer.asSlice(at + NAME, end - at - NAME).toArray(ValueLayout.JAVA_BYTE);
            Optional<String> name = text(bytes);
            if (name.filter(PathText::isDots).isEmpty()) {
                entries.add(new FileEntry(
                        LinuxStat.entryType(buffer.get(ValueLayout.JAVA_BYTE, at + TYPE)), name));
            }
        }
        return entries;
    }

    /** Bytes as text, unless they are none. */
    static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException none) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        handle.close();
    }
}
