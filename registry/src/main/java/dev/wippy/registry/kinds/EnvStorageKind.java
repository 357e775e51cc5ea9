package dev.wippy.registry.kinds;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.spi.Entries;
import dev.wippy.kernel.spi.EntryException;
import dev.wippy.kernel.spi.EntryKind;
import dev.wippy.kernel.spi.Fields;
import dev.wippy.kernel.spi.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code env.storage.*}: where variables come from. */
public final class EnvStorageKind implements EntryKind {
    private static final String PREFIX = "env.storage.";
    private static final Set<String> KINDS =
            Set.of(PREFIX + "memory", PREFIX + "static", PREFIX + "os", PREFIX + "file", PREFIX + "router");

    @Override
    public Set<String> kinds() {
        return KINDS;
    }

    @Override
    public Plan plan(Fields fields) {
        String entry = fields.entry();
        return switch (fields.kind().substring(PREFIX.length())) {
            case "memory" -> _ -> EnvStorage.memory();
            case "os" -> _ -> EnvStorage.system(entry);
            case "static" -> fixed(fields);
            case "file" -> file(fields);
            default -> router(fields);
        };
    }

    private static Plan fixed(Fields fields) {
        String entry = fields.entry();
        Map<String, String> values = new LinkedHashMap<>();
        Optional<Fields> map = fields.map("values");
        if (map.isPresent() && fields.node("values").orElseThrow() instanceof Node.Mapping mapping) {
            for (Node.Pair pair : mapping.pairs()) {
                map.get().string(pair.key()).ifPresent(value -> values.put(pair.key(), value));
            }
        }
        return entries -> {
            var expanded = new LinkedHashMap<String, String>();
            values.forEach((name, value) -> expanded.put(name, Texts.expand(entries, "values." + name, value)));
            return EnvStorage.fixed(entry, expanded);
        };
    }

    private static Plan file(Fields fields) {
        String path = fields.requiredString("file_path");
        boolean create = fields.bool("auto_create").orElse(false);
        return entries -> openFile(entries, path, create);
    }

    private static EnvStorage openFile(Entries entries, String path, boolean create) {
        String field = "file_path";
        Path file = Texts.path(entries, field, path);
        try {
            if (Files.notExists(file)) {
                if (!create) {
                    throw new EntryException(
                            ErrorKind.NOT_FOUND, field, "no such file: " + file
                                    + " (\"auto_create: true\" creates it)");
                }
                Path folder = file.getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
                Files.createFile(file);
            }
            return new FileEnvStorage(file);
        } catch (IOException e) {
            throw new EntryException(ErrorKind.INVALID, field, String.valueOf(e.getMessage()), e);
        }
    }

    private static Plan router(Fields fields) {
        List<String> storages = fields.references("storages", PREFIX);
        if (storages.isEmpty() && fields.node("storages").filter(EnvStorageKind::holdsSomething).isEmpty()) {
            fields.problem("storages", "storages is required");
        }
        return entries -> EnvStorage.router(
                storages.stream().map(id -> entries.get(id, EnvStorage.class)).toList());
    }

    private static boolean holdsSomething(Node node) {
        return !(node instanceof Node.Scalar(_, var value, _) && value == null)
                && !(node instanceof Node.Sequence(_, var items) && items.isEmpty());
    }
}
