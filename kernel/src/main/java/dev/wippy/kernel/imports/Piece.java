package dev.wippy.kernel.imports;

/** The variant {@code piece}: a value is a list of these. */
sealed interface Piece {

    record Null() implements Piece {}

    record Truth(boolean value) implements Piece {}

    record Signed(long value) implements Piece {}

    /** @param bits of an unsigned number */
    record Unsigned(@dev.wippy.component.bind.Unsigned long bits) implements Piece {}

    record Real(double value) implements Piece {}

    record Text(String value) implements Piece {}

    record Bytes(byte[] value) implements Piece {}

    record Items(long count) implements Piece {}

    record Fields(long count) implements Piece {}
}
