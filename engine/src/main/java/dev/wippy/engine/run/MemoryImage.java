package dev.wippy.engine.run;

import dev.wippy.engine.CoreMemory;
import dev.wippy.engine.InitialImage;
import dev.wippy.engine.read.ConstantExpression.Number;
import dev.wippy.engine.read.DataSegment;
import dev.wippy.engine.read.ModuleDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What a memory holds when its module's active segments have been written and nothing else: zeros but for those at
 * constant addresses. Where segments overlap, or their addresses are only known at run time, it is taken for zero, which
 * costs room and no byte: what hibernates and what wakes ask the same image. Or what another memory held. Immutable; public
 * for {@link InitialImage} only.
 */
public final class MemoryImage implements InitialImage {
    /** All zero. */
    static final MemoryImage ZERO = new MemoryImage(0, new byte[0], new int[0], new int[0], new int[0]);

    private static final byte[] ZEROS = new byte[4096];

    private final long size;
    private final byte[] source;
    /** By segment, ordered: where it begins in memory, where in the source, and its length. */
    private final int[] addresses;
    private final int[] offsets;
    private final int[] lengths;

    private MemoryImage(long size, byte[] source, int[] addresses, int[] offsets, int[] lengths) {
        this.size = size;
        this.source = source;
        this.addresses = addresses;
        this.offsets = offsets;
        this.lengths = lengths;
    }

    private record Placed(int address, int offset, int length) {}

    /** The image of a memory that a module defines. */
    static MemoryImage of(ModuleDefinition module, int memory) {
        List<Placed> all = new ArrayList<>();
        for (DataSegment segment : module.data()) {
            if (segment.isActive() && segment.memory() == memory && segment.length() > 0
                    && segment.address().orElseThrow().operations() instanceof List<?> operations
                    && operations.size() == 1 && operations.getFirst() instanceof Number(_, long address)
                    && (int) address >= 0 && (int) address + (long) segment.length() <= Integer.MAX_VALUE) {
                all.add(new Placed((int) address, segment.offset(), segment.length()));
            }
        }
        all.sort(Comparator.comparingInt(Placed::address));
        for (int i = 1; i < all.size(); i++) {
            if (all.get(i - 1).address() + all.get(i - 1).length() > all.get(i).address()) {
                return ZERO;
            }
        }
        return all.isEmpty()
                ? ZERO
                : new MemoryImage(0, module.bytes(),
                        all.stream().mapToInt(Placed::address).toArray(),
                        all.stream().mapToInt(Placed::offset).toArray(),
                        all.stream().mapToInt(Placed::length).toArray());
    }

    /** What a memory holds now, see {@link InitialImage#of}. */
    public static MemoryImage of(CoreMemory memory, int from) {
        long size = memory.size();
        if (from < 0 || from > size) {
            throw new IllegalArgumentException("an image of a memory of " + size + " bytes can't begin at " + from);
        }
        byte[] all = new byte[Math.toIntExact(size - from)];
        memory.read(from, all, 0, all.length);
        int end = all.length;
        while (end > 0 && all[end - 1] == 0) {
            end--;
        }
        return new MemoryImage(size, Arrays.copyOf(all, end), new int[]{from}, new int[]{0}, new int[]{end});
    }

    @Override
    public long size() {
        return size;
    }

    /** The address of the first byte that may be other than zero. */
    int low() {
        return addresses.length == 0 ? 0 : addresses[0];
    }

    /** The address behind the last of those. */
    int high() {
        int last = addresses.length - 1;
        return last < 0 ? 0 : addresses[last] + lengths[last];
    }

    /** The first segment that ends behind an address. */
    private int segmentAt(int address) {
        int found = Arrays.binarySearch(addresses, address);
        if (found >= 0) {
            return found;
        }
        int before = -found - 2;
        return before >= 0 && addresses[before] + lengths[before] > address ? before : before + 1;
    }

    /** Whether bytes are what the image has at an address. */
    boolean matches(byte[] bytes, int from, int address, int length) {
        int at = address;
        int end = address + length;
        for (int i = segmentAt(address); at < end; i++) {
            int next = i < addresses.length ? Math.min(Math.max(addresses[i], at), end) : end;
            if (!zero(bytes, from + at - address, next - at)) {
                return false;
            }
            at = next;
            if (at < end) {
                int stop = Math.min(addresses[i] + lengths[i], end);
                int in = offsets[i] + at - addresses[i];
                int here = from + at - address;
                if (!Arrays.equals(bytes, here, here + stop - at, source, in, in + stop - at)) {
                    return false;
                }
                at = stop;
            }
        }
        return true;
    }

    private static boolean zero(byte[] bytes, int from, int length) {
        for (int done = 0; done < length; done += ZEROS.length) {
            int piece = Math.min(ZEROS.length, length - done);
            if (!Arrays.equals(bytes, from + done, from + done + piece, ZEROS, 0, piece)) {
                return false;
            }
        }
        return true;
    }

    /** Writes the image's bytes at an address over zeros. */
    void write(int address, int length, byte[] into, int to) {
        int end = address + length;
        for (int i = segmentAt(address); i < addresses.length && addresses[i] < end; i++) {
            int at = Math.max(addresses[i], address);
            int stop = Math.min(addresses[i] + lengths[i], end);
            System.arraycopy(source, offsets[i] + at - addresses[i], into, to + at - address, stop - at);
        }
    }
}
