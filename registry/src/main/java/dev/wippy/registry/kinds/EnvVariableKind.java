package dev.wippy.registry.kinds;

import dev.wippy.kernel.spi.EntryKind;
import dev.wippy.kernel.spi.EnvVariable;
import dev.wippy.kernel.spi.Fields;
import java.util.Optional;
import java.util.Set;

/** {@code env.variable}: a name under which the app sees a value that a storage keeps. */
public final class EnvVariableKind implements EntryKind {

    @Override
    public Set<String> kinds() {
        return Set.of("env.variable");
    }

    @Override
    public Plan plan(Fields fields) {
        String entry = fields.entry();
        String name = fields.string("variable").orElse(entry.substring(entry.indexOf(':') + 1));
        if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
            fields.problem("variable", "must be the name of a variable, such as API_URL, and not \"" + name + "\"");
        }
        Optional<String> storage = fields.reference("storage", "env.storage.");
        Optional<String> fallback = fields.string("default");
        if (fields.node("storage").isEmpty() && fields.node("default").isEmpty()) {
            fields.problem("storage", "storage is required (or a default)");
        }
        boolean readOnly = fields.bool("readonly").orElse(false);
        return entries -> new Variable(
                name,
                storage.map(id -> entries.get(id, EnvStorage.class)),
                fallback.map(text -> Texts.expand(entries, "default", text)),
                readOnly);
    }

    private record Variable(String name, Optional<EnvStorage> storage, Optional<String> fallback, boolean readOnly)
            implements
                EnvVariable {
        @Override
        public Optional<String> value() {
            return storage.flatMap(each -> each.get(name)).or(() -> fallback);
        }

        @Override
        public String toString() {
            // Not the record's own: a default may be a secret.
            return "EnvVariable[" + name + "]";
        }
    }
}
