package dev.wippy.registry.kinds;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where the values of variables are kept. Calls may block; safe for use by many threads. */
public interface EnvStorage {

    /** A value, if there is one. */
    Optional<String> get(String name);

    /**
     * Sets a value.
     *
     * @throws KernelException of kind PermissionDenied if it is read only, Unavailable if it can't be kept
     */
    void set(String name, String value);

    /** In memory, for as long as the app runs. */
    static EnvStorage memory() {
        var values = new ConcurrentHashMap<String, String>();
        return new EnvStorage() {
            @Override
            public Optional<String> get(String name) {
                return Optional.ofNullable(values.get(name));
            }

            @Override
            public void set(String name, String value) {
                values.put(name, value);
            }
        };
    }

    /** Values that never change. */
    static EnvStorage fixed(String entry, Map<String, String> values) {
        Map<String, String> kept = Map.copyOf(values);
        return new EnvStorage() {
            @Override
            public Optional<String> get(String name) {
                return Optional.ofNullable(kept.get(name));
            }

            @Override
            public void set(String name, String value) {
                throw readOnly(entry);
            }
        };
    }

    /** The environment of this operating system process. */
    static EnvStorage system(String entry) {
        return new EnvStorage() {
            @Override
            public Optional<String> get(String name) {
                return Optional.ofNullable(System.getenv(name));
            }

            @Override
            public void set(String name, String value) {
                throw readOnly(entry);
            }
        };
    }

    /** Several, of which the first that has a value gives it; what is set goes to the first of all. */
    static EnvStorage router(List<EnvStorage> storages) {
        List<EnvStorage> all = List.copyOf(storages);
        return new EnvStorage() {
            @Override
            public Optional<String> get(String name) {
                return all.stream().flatMap(each -> each.get(name).stream()).findFirst();
            }

            @Override
            public void set(String name, String value) {
                all.getFirst().set(name, value);
            }
        };
    }

    private static KernelException readOnly(String entry) {
        return new KernelException(ErrorKind.PERMISSION_DENIED, entry + " is read only");
    }
}
