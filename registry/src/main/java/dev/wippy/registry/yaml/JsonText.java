package dev.wippy.registry.yaml;

/**
 * Makes JSON readable for the YAML parser, which knows neither a tab between tokens nor the escape {@code \/}. Each
 * character takes the place of one, so that positions stay.
 */
final class JsonText {

    /** A noncharacter, which no text that is interchanged holds. */
    private static final char FILLER = '\uFDD0';

    private JsonText() {}

    static boolean is(String file) {
        return file.endsWith(".json");
    }

    /** The text that the parser gets. */
    static String prepare(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            if (chars[i] == '\t') {
                // A JSON string holds no tab as such.
                chars[i] = ' ';
            } else if (chars[i] == '\\' && i + 1 < chars.length) {
                if (chars[i + 1] == '/') {
                    chars[i] = '/';
                    chars[i + 1] = FILLER;
                }
                i++;
            }
        }
        return new String(chars);
    }

    /** A string as it was meant. */
    static String restore(String value) {
        return value.indexOf(FILLER) < 0 ? value : value.replace("/" + FILLER, "/");
    }
}
