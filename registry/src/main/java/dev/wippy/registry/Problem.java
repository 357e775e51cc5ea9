package dev.wippy.registry;

import dev.wippy.kernel.spi.Position;
import java.util.Comparator;

/**
 * Something that is wrong with an app, or worth a look. Prints as
 * {@code file:line:column: namespace:name: field: what is wrong (and what would be right)}.
 *
 * @param position where it stands
 * @param entry the id of the entry that it is about; empty if it is about a file
 * @param field the field that is to blame, such as {@code wasi.mounts[0].fs}; empty for the whole
 * @param message what was found, and what would be right
 */
public record Problem(Position position, String entry, String field, String message) {

    /** The order in which people read: by file, then downwards. */
    static final Comparator<Problem> READING_ORDER =
            Comparator.comparing((Problem problem) -> problem.position().file())
                    .thenComparingInt(problem -> problem.position().line())
                    .thenComparingInt(problem -> problem.position().column());

    /** A problem of a file as a whole, or of a place in it that is part of no entry. */
    static Problem of(Position position, String message) {
        return new Problem(position, "", "", message);
    }

    @Override
    public String toString() {
        var text = new StringBuilder().append(position).append(": ");
        if (!entry.isEmpty()) {
            text.append(entry).append(": ");
        }
        if (!field.isEmpty()) {
            text.append(field).append(": ");
        }
        return visible(text.append(message).toString());
    }

    /** A text that is one line and moves no cursor: what an app's author wrote ends up on somebody's terminal. */
    private static String visible(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        var visible = new StringBuilder();
        text.chars().forEach(c -> visible.append(Character.isISOControl(c) ? "\\u%04x".formatted(c) : (char) c + ""));
        return visible.toString();
    }
}
