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
        return rows.stream().map(this::line).toList();
    }

    private String line(List<String> row) {
        var line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            int column = i;
            int width = rows.stream()
                    .mapToInt(each -> length(each.get(column)))
                    .max()
                    .orElse(0);
            line.append(row.get(i)).append(" ".repeat(width - length(row.get(i)) + 2));
        }
        return line.toString().stripTrailing();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
