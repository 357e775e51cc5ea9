package dev.wippy.distribution;

/** A text that a guest made, as it may stand in a message: on one line, and without power over a terminal. */
final class OneLine {
    private OneLine() {}

    /** The text with its control characters written as escapes. */
    static String of(String text) {
        var line = new StringBuilder();
        text.codePoints().forEach(each -> {
            switch (each) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (Character.isISOControl(each) || each == 0x2028 || each == 0x2029) {
                        line.append(String.format("\\u%04x", each));
                    } else {
                        line.appendCodePoint(each);
                    }
                }
            }
        });
        return line.toString();
    }
}
