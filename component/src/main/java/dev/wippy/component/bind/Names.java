package dev.wippy.component.bind;

import java.util.Locale;

/** WIT's names in kebab-case beside Java's in camelCase, PascalCase and UPPER_SNAKE. */
final class Names {

    private Names() {}

    /** Whether a Java name is a WIT name: the same letters, words put together as each language does. */
    static boolean match(String wit, String java) {
        return letters(wit).equals(letters(java));
    }

    private static String letters(String name) {
        return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }
}
