package dev.wippy.wasi.http;

import dev.wippy.component.bind.WitResource;
import dev.wippy.engine.Trap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The resource {@code wasi:http/types.fields}: headers or trailers. Used on the process's own thread. */
@WitResource("fields")
final class Fields implements AutoCloseable {

    /** What one may hold, with some for each field. */
    static final int MAX_SIZE = 128 << 10;

    private static final int PER_FIELD = 64;

    /**
     * What a guest may not set: the destination, which is the authority's, and what is between two hops (RFC 9110,
     * section 7.6.1), which is ours.
     */
    private static final Set<String> FORBIDDEN = Set.of(
            "connection", "host", "http2-settings", "keep-alive", "proxy-authenticate", "proxy-authorization",
            "proxy-connection", "transfer-encoding", "upgrade");

    /** The tuple of a name and a value. */
    record Field(String name, byte[] value) {
        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }

        String text() {
            return new String(value, StandardCharsets.ISO_8859_1);
        }
    }

    private final ProcessHttp process;
    private final List<Field> fields;
    private final boolean immutable;
    private final Runnable onDrop;
    private int charged;

    private Fields(ProcessHttp process, List<Field> fields, boolean immutable, Runnable onDrop) {
        this.process = process;
        this.fields = fields;
        this.immutable = immutable;
        this.onDrop = onDrop;
    }

    /** None, and more may come. */
    static Fields empty(ProcessHttp process) {
        return new Fields(process, new ArrayList<>(), false, () -> {});
    }

    /** Those that came in, without those that are not the guest's business; they can't be changed. */
    static Fields received(ProcessHttp process, List<Field> fields) {
        List<Field> kept = fields.stream()
                .filter(field -> !FORBIDDEN.contains(field.name().toLowerCase(Locale.ROOT)) || field.is("host"))
                .toList();
        return new Fields(process, kept, true, () -> {});
    }

    /** These, as a resource that can't be changed and is a child of another. */
    Fields child(Children siblings) {
        siblings.add();
        return new Fields(process, fields, true, siblings::remove);
    }

    List<Field> all() {
        return List.copyOf(fields);
    }

    List<byte[]> get(String name) {
        return fields.stream().filter(field -> field.is(name)).map(Field::value).toList();
    }

    boolean has(String name) {
        return fields.stream().anyMatch(field -> field.is(name));
    }

    void set(String name, List<byte[]> values) {
        check(name);
        values.forEach(Fields::checkValue);
        remove(name);
        values.forEach(value -> put(name, value));
    }

    void append(String name, byte[] value) {
        check(name);
        checkValue(value);
        put(name, value);
    }

    void delete(String name) {
        check(name);
        remove(name);
    }

    Fields copy() {
        Fields copy = empty(process);
        fields.stream().filter(field -> !isForbidden(field.name())).forEach(field -> copy.put(
                field.name(), field.value()));
        return copy;
    }

    private void check(String name) {
        if (immutable) {
            throw new HeaderError.Immutable().failure();
        }
        if (!Syntax.isToken(name)) {
            throw new HeaderError.InvalidSyntax().failure();
        }
        if (isForbidden(name)) {
            throw new HeaderError.Forbidden().failure();
        }
    }

    private static boolean isForbidden(String name) {
        return FORBIDDEN.contains(name.toLowerCase(Locale.ROOT));
    }

    private static void checkValue(byte[] value) {
        if (!Syntax.isFieldValue(value)) {
            throw new HeaderError.InvalidSyntax().failure();
        }
    }

    private void put(String name, byte[] value) {
        int size = size(name, value);
        if (size > MAX_SIZE - charged || !process.takeBytes(size)) {
            throw new Trap("wasi:http/types.fields: more than %d bytes of headers".formatted(MAX_SIZE));
        }
        charged += size;
        fields.add(new Field(name, value));
    }

    private void remove(String name) {
        int freed = fields.stream().filter(field -> field.is(name)).mapToInt(field -> size(
                field.name(), field.value())).sum();
        fields.removeIf(field -> field.is(name));
        charged -= freed;
        process.giveBytes(freed);
    }

    private static int size(String name, byte[] value) {
        // What is longer than the bound is refused in any case, and must not overflow.
        return (int) Math.min((long) name.length() + value.length + PER_FIELD, Integer.MAX_VALUE / 2);
    }

    @Override
    public void close() {
        process.giveBytes(charged);
        charged = 0;
        onDrop.run();
    }
}
