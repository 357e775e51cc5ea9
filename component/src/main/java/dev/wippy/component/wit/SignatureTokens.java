package dev.wippy.component.wit;

import org.jspecify.annotations.Nullable;

/** The tokens of a WIT text, one ahead: words, {@code ->}, and single signs. Comments are skipped. */
final class SignatureTokens {
    private final String text;
    private int from;
    private int to;

    SignatureTokens(String text) {
        this.text = text;
        skip();
    }

    boolean atEnd() {
        return from == text.length();
    }

    /** The token ahead, if it is a name; without the {@code %} that says that it is no keyword. */
    @Nullable
    String word() {
        if (atEnd() || !isPartOfWord(text.charAt(from)) && text.charAt(from) != '%') {
            return null;
        }
        return text.charAt(from) == '%' ? text.substring(from + 1, to) : text.substring(from, to);
    }

    boolean isNext(String token) {
        return to - from == token.length() && text.startsWith(token, from);
    }

    boolean take(String token) {
        boolean found = isNext(token);
        if (found) {
            skip();
        }
        return found;
    }

    void expect(String token) {
        if (!take(token)) {
            throw unexpected("\"" + token + "\"");
        }
    }

    /** Goes on to the next token. */
    void skip() {
        from = to;
        while (from < text.length()) {
            if (Character.isWhitespace(text.charAt(from))) {
                from++;
            } else if (text.startsWith("//", from)) {
                int end = text.indexOf('\n', from);
                from = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", from)) {
                from = endOfComment();
            } else {
                break;
            }
        }
        to = from;
        if (atEnd()) {
            return;
        }
        if (text.startsWith("->", from)) {
            to = from + 2;
            return;
        }
        to++;
        if (isPartOfWord(text.charAt(from)) || text.charAt(from) == '%') {
            // A hyphen that begins an arrow is not the word's.
            while (to < text.length() && isPartOfWord(text.charAt(to)) && !text.startsWith("->", to)) {
                to++;
            }
        }
    }

    /** Block comments nest (WIT.md, <em>Comments</em>). */
    private int endOfComment() {
        int depth = 0;
        int at = from;
        do {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else if (++at > text.length()) {
                throw failure("a comment that does not end");
            }
        } while (depth > 0);
        return at;
    }

    private static boolean isPartOfWord(char letter) {
        return letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z' || letter >= '0' && letter <= '9'
                || letter == '-' || letter == '_';
    }

    IllegalArgumentException unexpected(String expected) {
        String found = atEnd() ? "the end" : "\"" + text.substring(from, Math.min(to, from + 50)) + "\"";
        return failure("found " + found + ", expected " + expected);
    }

    IllegalArgumentException failure(String why) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < from && i < text.length(); i++) {
            column = text.charAt(i) == '\n' ? 1 : column + 1;
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        return new IllegalArgumentException("line " + line + ", column " + column + ": " + why);
    }
}
