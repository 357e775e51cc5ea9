package dev.wippy.kernel.spi;

/**
 * A place in a source file. Prints as {@code file:line:column}.
 *
 * @param file the file, as people are to see it
 * @param line counts from 1
 * @param column counts from 1
 */
public record Position(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
