package dev.wippy.component.wit;

/** Text in lines, indented by two blanks a level. */
final class Lines {
    private final StringBuilder text = new StringBuilder();
    private int level;

    Lines add(String line) {
        if (!line.isEmpty()) {
            text.repeat("  ", level).append(line);
        }
        text.append('\n');
        return this;
    }

    Lines open(String line) {
        add(line);
        level++;
        return this;
    }

    Lines close(String line) {
        level--;
        return add(line);
    }

    /** A string as WIT writes it, on one line. */
    static String quoted(String string) {
        StringBuilder quoted = new StringBuilder("\"");
        string.codePoints().forEach(each -> {
            if (each == '"' || each == '\\') {
                quoted.append('\\').appendCodePoint(each);
            } else if (Character.isISOControl(each)) {
                quoted.append("\\u{").append(Integer.toHexString(each)).append('}');
            } else {
                quoted.appendCodePoint(each);
            }
        });
        return quoted.append('"').toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
