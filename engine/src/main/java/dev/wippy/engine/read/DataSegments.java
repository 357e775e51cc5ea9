package dev.wippy.engine.read;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The data segments of a module, immutable. Go's linker makes tens of thousands of them, all copied to memory 0 at an
 * address that is a number: those are kept as numbers, and become objects for who asks for one.
 */
public final class DataSegments extends AbstractList<DataSegment> implements RandomAccess {
    static final DataSegments NONE = new DataSegments(new int[0], new int[0], new int[0], Map.of());

    private final int[] addresses;
    private final int[] offsets;
    private final int[] lengths;
    /** Those that are not copied to memory 0 at a constant address. */
    private final Map<Integer, DataSegment> others;

    /** What the arrays have in the places of others does not count. */
    DataSegments(int[] addresses, int[] offsets, int[] lengths, Map<Integer, DataSegment> others) {
        this.addresses = addresses;
        this.offsets = offsets;
        this.lengths = lengths;
        this.others = others;
    }

    static DataSegments of(List<DataSegment> segments) {
        int[] addresses = new int[segments.size()];
        int[] offsets = new int[segments.size()];
        int[] lengths = new int[segments.size()];
        var others = new HashMap<Integer, DataSegment>();
        for (int i = 0; i < addresses.length; i++) {
            DataSegment segment = segments.get(i);
            offsets[i] = segment.offset();
            lengths[i] = segment.length();
            ConstantExpression.@Nullable Number address = segment.memory() == 0 ? number(segment) : null;
            if (address == null) {
                others.put(i, segment);
            } else {
                addresses[i] = (int) address.bits();
            }
        }
        return new DataSegments(addresses, offsets, lengths, others);
    }

    private static ConstantExpression.@Nullable Number number(DataSegment segment) {
        if (!segment.isActive()) {
            return null;
        }
        List<ConstantExpression.Operation> operations = segment.address().orElseThrow().operations();
        return operations.size() == 1 && operations.getFirst() instanceof ConstantExpression.Number number
                ? number
                : null;
    }

    @Override
    public int size() {
        return lengths.length;
    }

    @Override
    public DataSegment get(int index) {
        DataSegment other = others.get(index);
        return other != null
                ? other
                : new DataSegment(0, Optional.of(new ConstantExpression(ValType.I32,
                        List.of(new ConstantExpression.Number(ValType.I32, addresses[index])))), offsets[index],
                        lengths[index]);
    }

    /** Whether a segment is copied to memory 0, when the module is instantiated, at {@link #address}. */
    public boolean isPlain(int index) {
        return others.isEmpty() || !others.containsKey(index);
    }

    /** The first segment from one on that is not {@linkplain #isPlain plain}; else the number of all. */
    public int plainEnd(int from) {
        if (others.isEmpty()) {
            return lengths.length;
        }
        int end = from;
        while (end < lengths.length && isPlain(end)) {
            end++;
        }
        return end;
    }

    /** Where in memory 0 a {@linkplain #isPlain plain} segment begins: an unsigned number. */
    public int address(int index) {
        return addresses[index];
    }

    /** The offset of a segment's bytes in {@link ModuleDefinition#bytes()}. */
    public int offset(int index) {
        return offsets[index];
    }

    /** How many bytes a segment has. */
    public int length(int index) {
        return lengths[index];
    }

    /** For the package: never to be changed. */
    int[] addresses() {
        return addresses;
    }

    int[] offsets() {
        return offsets;
    }

    int[] lengths() {
        return lengths;
    }

    Map<Integer, DataSegment> others() {
        return others;
    }
}
