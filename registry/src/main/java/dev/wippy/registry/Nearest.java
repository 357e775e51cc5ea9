package dev.wippy.registry;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known word that somebody may have meant. */
final class Nearest {
    private static final int MAX_LENGTH = 100;

    /** More are not looked at: a hint is worth no more time than that. */
    private static final int MAX_WORDS = 1_000;

    private Nearest() {}

    /** The word that is fewest edits away, if it is near enough to be what was meant. */
    static Optional<String> to(String word, Collection<String> known) {
        if (word.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        int allowed = Math.max(1, word.length() / 3);
        Optional<String> best = Optional.empty();
        int fewest = allowed + 1;
        int left = MAX_WORDS;
        for (String each : known) {
            if (left-- == 0) {
                break;
            }
            if (each.length() <= MAX_LENGTH && Math.abs(each.length() - word.length()) < fewest) {
                int distance = distance(word.toLowerCase(Locale.ROOT), each.toLowerCase(Locale.ROOT));
                if (distance < fewest) {
                    fewest = distance;
                    best = Optional.of(each);
                }
            }
        }
        return best;
    }

    /** The end of a message: {@code  (did you mean "X"?)}, or nothing. An id may lack its namespace. */
    static String hint(String word, Collection<String> known) {
        return known.stream()
                .filter(id -> id.endsWith(':' + word))
                .min(Comparator.naturalOrder())
                .or(() -> to(word, known))
                .map(near -> " (did you mean \"" + near + "\"?)")
                .orElse("");
    }

    /** Edits between two words: a letter added, taken away, replaced, or two neighbours swapped. */
    static int distance(String from, String to) {
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        Arrays.setAll(last, i -> i);
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                boolean same = from.charAt(i - 1) == to.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[to.length()];
    }
}
