package dev.wippy.kernel.imports;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain values, those of SPEC section 3, as lists of pieces, and back. */
final class Pieces {

    /** Deeper nesting is refused, as the kernel does for what is sent. */
    private static final int MAX_DEPTH = 128;

    private Pieces() {}

    // To pieces

    /** What is no plain value, which only a process in Java can give, becomes its text. */
    static List<Piece> of(@Nullable Object value) {
        var pieces = new ArrayList<Piece>();
        add(value, 0, pieces);
        return pieces;
    }

    private static void add(@Nullable Object value, int depth, List<Piece> to) {
        if (depth > MAX_DEPTH) {
            throw tooDeep();
        }
        switch (value) {
            case null -> to.add(new Piece.Null());
            case Boolean truth -> to.add(new Piece.Truth(truth));
            case Byte _,Short _,Integer _,Long _ -> to.add(new Piece.Signed(((Number) value).longValue()));
            case BigInteger big when big.bitLength() < Long.SIZE -> to.add(new Piece.Signed(big.longValue()));
            case BigInteger big when big.signum() > 0 && big.bitLength() == Long.SIZE ->
                to.add(new Piece.Unsigned(big.longValue()));
            case Float _,Double _ -> to.add(new Piece.Real(((Number) value).doubleValue()));
            case byte[] bytes -> to.add(new Piece.Bytes(bytes));
            case List<?> list -> {
                to.add(new Piece.Items(list.size()));
                list.forEach(item -> add(item, depth + 1, to));
            }
            case Map<?, ?> map -> {
                to.add(new Piece.Fields(map.size()));
                map.forEach((key, item) -> {
                    to.add(new Piece.Text(String.valueOf(key)));
                    add(item, depth + 1, to);
                });
            }
            default -> to.add(new Piece.Text(value.toString()));
        }
    }

    // From pieces

    /** @throws KernelException of kind Invalid if the pieces are not one value */
    static @Nullable Object toValue(List<Piece> pieces) {
        var reader = new Reader(pieces);
        Object value = reader.next(0);
        if (reader.at < pieces.size()) {
            throw invalid("has " + (pieces.size() - reader.at) + " pieces after its end");
        }
        return value;
    }

    private static KernelException invalid(String what) {
        return new KernelException(ErrorKind.INVALID, "a value " + what);
    }

    private static KernelException tooDeep() {
        return invalid("is nested deeper than " + MAX_DEPTH + " levels");
    }

    private static final class Reader {
        private final List<Piece> pieces;
        private int at;

        private Reader(List<Piece> pieces) {
            this.pieces = pieces;
        }

        private Piece piece() {
            if (at == pieces.size()) {
                throw invalid("ends after " + at + " pieces, in the middle");
            }
            return pieces.get(at++);
        }

        private @Nullable Object next(int depth) {
            if (depth > MAX_DEPTH) {
                throw tooDeep();
            }
            return switch (piece()) {
                case Piece.Null _ -> null;
                case Piece.Truth(boolean value) -> value;
                case Piece.Signed(long value) -> value;
                case Piece.Unsigned(long bits) ->
                    bits >= 0 ? (Object) bits : new BigInteger(Long.toUnsignedString(bits));
                case Piece.Real(double value) -> value;
                case Piece.Text(String value) -> value;
                case Piece.Bytes(byte[] value) -> value;
                case Piece.Items(long count) -> list(count, depth);
                case Piece.Fields(long count) -> map(count, depth);
            };
        }

        private List<@Nullable Object> list(long count, int depth) {
            var list = new ArrayList<@Nullable Object>();
            for (long i = 0; i < count; i++) {
                list.add(next(depth + 1));
            }
            return list;
        }

        private Map<String, @Nullable Object> map(long count, int depth) {
            var map = new LinkedHashMap<String, @Nullable Object>();
            for (long i = 0; i < count; i++) {
                if (!(piece() instanceof Piece.Text(String key))) {
                    throw invalid("has a map whose key is no text");
                }
                if (map.containsKey(key)) {
                    throw invalid("has a map with two fields \"" + key + "\"");
                }
                map.put(key, next(depth + 1));
            }
            return map;
        }
    }
}
