package dev.wippy.component.types;

import java.util.Optional;
import java.util.Locale;

/**
 * The name of a WIT interface, such as {@code wasi:io/poll@0.2.12} (Explainer, <em>Import and Export Definitions</em>).
 *
 * @param namespace before the colon
 * @param packageName between colon and slash
 * @param name after the slash
 * @param version after the at sign
 */
public record InterfaceName(String namespace, String packageName, String name, Optional<Version> version) {

    /**
     * Reads a name.
     *
     * @throws IllegalArgumentException if it is none; the message says why
     */
    public static InterfaceName parse(String text) {
        int at = text.indexOf('@');
        String path = at < 0 ? text : text.substring(0, at);
        int colon = path.indexOf(':');
        int slash = path.indexOf('/', colon + 1);
        if (colon < 0 || slash < 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an interface name, which is namespace:package/interface@version");
        }
        InterfaceName name = new InterfaceName(path.substring(0, colon), path.substring(colon + 1, slash),
                path.substring(slash + 1), at < 0
                        ? Optional.empty()
                        : Optional.of(Version.parse(text.substring(at + 1))
                                .orElseThrow(() -> new IllegalArgumentException("'" + text.substring(at + 1) + "' in '"
                                        + text + "' is not a semantic version, such as 1.2.3"))));
        if (!isWords(name.namespace) || !isWords(name.packageName)) {
            throw new IllegalArgumentException("'" + name.namespace + ":" + name.packageName + "' in '" + text
                    + "' is not a package's name, which is in lower-case kebab-case");
        }
        if (!ExternName.isLabel(name.name)) {
            throw new IllegalArgumentException("'" + name.name + "' in '" + text + "' is not in kebab-case");
        }
        return name;
    }

    private static boolean isWords(String text) {
        return ExternName.isLabel(text) && text.equals(text.toLowerCase(Locale.ROOT));
    }

    /** The name without its version. */
    public InterfaceName unversioned() {
        return new InterfaceName(namespace, packageName, name, Optional.empty());
    }

    @Override
    public String toString() {
        return namespace + ":" + packageName + "/" + name + version.map(each -> "@" + each).orElse("");
    }
}
