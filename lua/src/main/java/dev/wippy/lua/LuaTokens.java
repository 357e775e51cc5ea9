package dev.wippy.lua;

import java.util.ArrayList;
import java.util.List;

/** Takes a source of Lua apart (section 3.1 of the manual), as far as it takes to find the types in it. */
final class LuaTokens {

    /** What a token is. */
    enum Kind {
        NAME, STRING, NUMBER, SYMBOL, END
    }

    /**
     * A token.
     *
     * @param text of names and symbols; of a symbol all characters, for {@code ::}, {@code ...} and {@code ->}
     * @param start where it begins in the source
     * @param end where it has ended
     */
    record Token(Kind kind, String text, int start, int end) {
        boolean is(String symbol) {
            return (kind == Kind.SYMBOL || kind == Kind.NAME) && text.equals(symbol);
        }
    }

    private static final List<String> LONG_SYMBOLS =
            List.of("...", "::", "->", "..", "==", "~=", "<=", ">=", "<<", "//");

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private LuaTokens(String source) {
        this.source = source;
    }

    /** All tokens, and an END. What is not closed reaches to the end: Lua itself tells of it. */
    static List<Token> of(String source) {
        var reader = new LuaTokens(source);
        while (reader.next()) {
            // One token after the other.
        }
        reader.tokens.add(new Token(Kind.END, "", source.length(), source.length()));
        return reader.tokens;
    }

    private boolean next() {
        while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
            at++;
        }
        if (at >= source.length()) {
            return false;
        }
        int start = at;
        char first = source.charAt(at);
        if (source.startsWith("--", at)) {
            at += 2;
            if (!skipLong()) {
                int line = source.indexOf('\n', at);
                at = line < 0 ? source.length() : line;
            }
        } else if (first == '"' || first == '\'') {
            skipQuoted(first);
            add(Kind.STRING, start);
        } else if (first == '[' && skipLong()) {
            add(Kind.STRING, start);
        } else if (isName(first) && !Character.isDigit(first)) {
            skipWhileName();
            add(Kind.NAME, start);
        } else if (Character.isDigit(first)) {
            skipNumber();
            add(Kind.NUMBER, start);
        } else {
            String symbol = LONG_SYMBOLS.stream()
                    .filter(each -> source.startsWith(each, at))
                    .findFirst()
                    .orElse(String.valueOf(first));
            at += symbol.length();
            add(Kind.SYMBOL, start);
        }
        return true;
    }

    private void add(Kind kind, int start) {
        tokens.add(new Token(kind, source.substring(start, at), start, at));
    }

    private static boolean isName(char each) {
        return each == '_' || each < 128 && Character.isLetterOrDigit(each);
    }

    private void skipWhileName() {
        while (at < source.length() && isName(source.charAt(at))) {
            at++;
        }
    }

    private void skipNumber() {
        boolean hex = source.regionMatches(true, at, "0x", 0, 2);
        while (at < source.length()) {
            char each = source.charAt(at);
            boolean sign = (each == '+' || each == '-')
                    && (hex ? "pP" : "eE").indexOf(source.charAt(at - 1)) >= 0;
            // Two points are a concatenation.
            if (!isName(each) && !sign && (each != '.' || source.startsWith("..", at))) {
                return;
            }
            at++;
        }
    }

    private void skipQuoted(char quote) {
        at++;
        while (at < source.length() && source.charAt(at) != quote && source.charAt(at) != '\n') {
            at += source.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(at + 1, source.length());
    }

    /** Skips {@code [==[ … ]==]}, if that is what stands here. */
    private boolean skipLong() {
        int level = at + 1;
        while (level < source.length() && source.charAt(level) == '=') {
            level++;
        }
        if (!source.startsWith("[", at) || !source.startsWith("[", level)) {
            return false;
        }
        String close = "]" + "=".repeat(level - at - 1) + "]";
        int end = source.indexOf(close, level);
        at = end < 0 ? source.length() : end + close.length();
        return true;
    }
}
