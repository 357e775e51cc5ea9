package dev.wippy.registry.yaml;

import dev.wippy.kernel.spi.Position;
import java.util.function.Function;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.parser.Parser;

/** Gives up on a text that holds too many values or nests too deeply, before they fill memory or stack. */
final class BoundedParser implements Parser {
    private final Parser parser;
    private final Function<Mark, Position> positions;
    private int nodes;
    private int depth;

    BoundedParser(Parser parser, Function<Mark, Position> positions) {
        this.parser = parser;
        this.positions = positions;
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public Event getEvent() {
        Event event = parser.getEvent();
        if (event instanceof NodeEvent && ++nodes > YamlReader.MAX_NODES) {
            throw new YamlException(
                    positions.apply(event.getStartMark()), "more than " + YamlReader.MAX_NODES + " values in one file");
        }
        if (event instanceof CollectionStartEvent && ++depth > YamlReader.MAX_DEPTH) {
            throw new YamlException(
                    positions.apply(event.getStartMark()),
                    "maps and lists nested more than " + YamlReader.MAX_DEPTH + " deep");
        }
        if (event instanceof CollectionEndEvent) {
            depth--;
        }
        return event;
    }
}
