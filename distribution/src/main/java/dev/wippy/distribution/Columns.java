package dev.wippy.distribution;

import java.util.ArrayList;
import java.util.List;

/** Lines of text whose columns are aligned, two spaces apart. */
final class Columns {
    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a row; each has as many cells. */
    void add(String... cells) {
        rows.add(List.of(cells));
    }

    /** All rows, without spaces at their ends. */
    List<String> lines() {
        int columns = rows.isEmpty() ? 0 : rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], length(row.get(i)));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(row.get(i)).append(" ".repeat(widths[i] - length(row.get(i)) + 2));
        }
        return line.toString().stripTrailing();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
