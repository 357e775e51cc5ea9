package dev.wippy.kernel.spi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Typed access to an entry's data, or to a map inside it. What has the wrong type is reported as a problem, at its
 * place, and taken as absent, so that all that is wrong with an entry is found at once; a field that is never asked for
 * is reported as unknown. Used by one thread.
 */
public interface Fields {

    /** The id of the entry, {@code namespace:name}. */
    String entry();

    /** The kind of the entry. */
    String kind();

    /** Where the data begins. */
    Position position();

    /** What stands there, whatever it is. */
    Optional<Node> node(String field);

    /** A string; a number or a bool in its place is a problem. The text is raw: {@link Entries#expand} resolves it. */
    Optional<String> string(String field);

    /** A string that must be there; reported as {@code FIELD is required} and given as empty when it is not. */
    String requiredString(String field);

    /** A bool. */
    Optional<Boolean> bool(String field);

    /** An integer. */
    OptionalLong integer(String field);

    /** A duration, {@code 300ms}, {@code 5s}, {@code 1m30s}; a plain number is a problem that shows these. */
    Optional<Duration> duration(String field);

    /** A size in bytes: a number, or {@code 64KiB}, {@code 64MiB}, {@code 1GiB}. */
    OptionalLong size(String field);

    /** A list of strings; empty when absent. */
    List<String> strings(String field);

    /** A map. */
    Optional<Fields> map(String field);

    /** A list of maps; empty when absent. */
    List<Fields> maps(String field);

    /** Takes a whole field as data that is not checked further: nothing below it is reported as unknown. */
    Optional<Node> data(String field);

    /**
     * A reference to another entry, whose id gets this entry's namespace when it has none. An entry that is not there, or
     * has another kind, is a problem; one that is there is started before this one.
     *
     * @param kinds the kinds that will do, such as {@code fs.directory}; one that ends in a dot stands for all that begin
     *     so, such as {@code env.storage.}
     */
    Optional<String> reference(String field, String... kinds);

    /** A list of such references; empty when absent. Without kinds, an entry of any kind will do. */
    List<String> references(String field, String... kinds);

    /** A reference to an entry that may be missing: whoever resolves it decides. */
    Optional<String> looseReference(String field);

    /** Reports that something is wrong with a field of these, present or not. */
    void problem(String field, String message);

    /** Reports something that is not wrong but worth a look. */
    void warning(String field, String message);
}
