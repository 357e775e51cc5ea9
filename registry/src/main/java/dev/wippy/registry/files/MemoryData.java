package dev.wippy.registry.files;

import dev.wippy.kernel.spi.FileError;
import dev.wippy.kernel.spi.FileException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The data of a file in memory: pages, of which those that were never written take no room. */
final class MemoryData {
    private static final int PAGE = 4096;

    /** What a page takes. */
    private static final long PAGE_COST = PAGE + 64;

    private final MemorySpace space;
    private final Map<Long, byte[]> pages = new HashMap<>();
    private long size;

    MemoryData(MemorySpace space) {
        this.space = space;
    }

    long size() {
        return size;
    }

    byte[] read(long offset, int max) {
        if (offset >= size) {
            return new byte[0];
        }
        byte[] bytes = new byte[(int) Math.min(max, size - offset)];
        for (int done = 0; done < bytes.length;) {
            int at = (int) ((offset + done) % PAGE);
            int count = Math.min(PAGE - at, bytes.length - done);
            byte[] page = pages.get((offset + done) / PAGE);
            if (page != null) {
                System.arraycopy(page, at, bytes, done, count);
            }
            done += count;
        }
        return bytes;
    }

    /** Writes as much as there is room for, but at least a byte. */
    int write(long offset, byte[] bytes, int from, int count) {
        if (count > Long.MAX_VALUE - offset) {
            throw new FileException(FileError.FILE_TOO_LARGE);
        }
        int done = 0;
        while (done < count) {
            int at = (int) ((offset + done) % PAGE);
            int piece = Math.min(PAGE - at, count - done);
            byte[] page;
            try {
                page = page((offset + done) / PAGE);
            } catch (FileException full) {
                if (done > 0) {
                    break;
                }
                throw full;
            }
            System.arraycopy(bytes, from + done, page, at, piece);
            done += piece;
            size = Math.max(size, offset + done);
        }
        return done;
    }

    private byte[] page(long index) {
        byte[] page = pages.get(index);
        if (page == null) {
            space.take(PAGE_COST);
            page = new byte[PAGE];
            pages.put(index, page);
        }
        return page;
    }

    void setSize(long newSize) {
        if (newSize < size) {
            long kept = (newSize + PAGE - 1) / PAGE;
            int before = pages.size();
            pages.keySet().removeIf(index -> index >= kept);
            space.give((before - pages.size()) * PAGE_COST);
            byte[] last = newSize % PAGE == 0 ? null : pages.get(kept - 1);
            if (last != null) {
                Arrays.fill(last, (int) (newSize % PAGE), PAGE, (byte) 0);
            }
        }
        size = newSize;
    }
}
