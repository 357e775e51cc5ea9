package dev.wippy.registry.yaml;

import dev.wippy.kernel.spi.Node;
import dev.wippy.kernel.spi.Position;
import java.io.StringReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads one YAML document, or a JSON text, into {@link Node}s. The composer does the grammar; this decides what scalars
 * are ({@link CoreSchema}), refuses what a map can't hold, and bounds what a text can cost.
 */
public final class YamlReader {

    /** Values in one file, aliases followed. */
    public static final int MAX_NODES = 500_000;

    /** Maps and lists inside one another. */
    public static final int MAX_DEPTH = 100;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private YamlReader() {}

    /**
     * Reads a text.
     *
     * @param file as positions are to name it; one that ends in {@code .json} may be indented with tabs
     * @return nothing if the text holds nothing
     * @throws YamlException if it can't be read
     */
    public static Optional<Node> read(String text, String file) {
        org.yaml.snakeyaml.nodes.Node root = compose(text, file);
        return root == null ? Optional.empty() : Optional.of(new NodeConverter(file).convert(root));
    }

    /** The text without a mark that editors put before it. */
    static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /** The nodes as the parser makes them; their marks count code points from the beginning, without a mark. */
    static org.yaml.snakeyaml.nodes.@Nullable Node compose(String text, String file) {
        String body = withoutMark(text);
        if (JsonText.is(file)) {
            body = JsonText.prepare(body);
        }
        var options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        options.setNestingDepthLimit(Integer.MAX_VALUE);
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        try {
            var parser = new BoundedParser(
                    new ParserImpl(new StreamReader(new StringReader(body)), options), mark -> position(file, mark));
            return new Composer(parser, new CoreSchema(), options).getSingleNode();
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            Position position = mark == null ? new Position(file, 1, 1) : position(file, mark);
            throw new YamlException(position, message(e));
        } catch (ReaderException e) {
            throw new YamlException(
                    position(file, body, e.getPosition()),
                    "the character U+%04X can't stand in YAML".formatted(e.getCodePoint()));
        } catch (YAMLException e) {
            throw new YamlException(new Position(file, 1, 1), String.valueOf(e.getMessage()));
        }
    }

    static Position position(String file, Mark mark) {
        return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** The position of a code point in a text. */
    static Position position(String file, String text, int codePoints) {
        int line = 1;
        int column = 1;
        int seen = 0;
        for (int at = 0; at < text.length() && seen < codePoints; seen++) {
            int codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            if (codePoint == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return new Position(file, line, column);
    }

    private static String message(MarkedYAMLException e) {
        String problem = e.getProblem() == null ? "" : e.getProblem();
        String context = e.getContext() == null ? "" : e.getContext();
        String both = context.isEmpty() ? problem : problem.isEmpty() ? context : context + ", " + problem;
        return both.strip().replace('\n', ' ');
    }
}
