package dev.wippy.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Predicate;

/** Code in a page is code that runs: each line of it stands in a source that is tested. */
final class Snippets {
    private Snippets() {}

    /** Fails with the lines of the page's Java that shares a line with the source and that the source does not have. */
    static void assertShown(String page, String... sources) throws IOException {
        String text = Files.readString(Build.ROOT.resolve(page));
        List<String> known = List.of(sources).stream()
                .flatMap(String::lines)
                .map(String::strip)
                .toList();
        Predicate<String> isCode = line -> !line.isEmpty() && !line.equals("…");
        var blocks = java.util.regex.Pattern.compile("```java\n(.*?)```", java.util.regex.Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(block -> block.group(1).lines().map(String::strip).filter(isCode).toList())
                .filter(lines -> lines.stream().filter(line -> line.length() > 3).anyMatch(known::contains))
                .toList();
        assertEquals(1, blocks.size(), "blocks of " + page + " that show this source");
        assertEquals(
                List.of(),
                blocks.getFirst().stream().filter(line -> !known.contains(line)).toList());
    }
}
