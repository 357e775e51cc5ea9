package dev.wippy.lua;

import dev.wippy.lua.LuaTokens.Kind;
import dev.wippy.lua.LuaTokens.Token;
import java.util.List;
import java.util.Set;

/**
 * Takes the type annotations out of a source: {@code x: T} of locals, parameters and loops, {@code ): T} of functions,
 * {@code x :: T}, {@code type P = …}. They are replaced by spaces, so that all else stays in its line and column. Only used
 * for what is no Lua as it stands.
 */
final class LuaTypes {
    /** After these, a value or a name is still to come, so that no statement begins. */
    private static final Set<String> OPEN = Set.of(
            "=", ",", "(", "[", "{", "+", "-", "*", "/", "%", "^", "#", "&", "|", "~", "<", ">", "==", "~=", "<=", ">=",
            "<<", "//", "..", ".", ":", "and", "or", "not", "return", "local", "function", "if", "while", "until", "in",
            "elseif", "goto", "for");
    private static final int MAX_DEPTH = 100;

    private final List<Token> tokens;
    private final StringBuilder text;
    private int at;

    private LuaTypes(String source) {
        tokens = LuaTokens.of(source);
        text = new StringBuilder(source);
    }

    /** The same source without types. */
    static String strip(String source) {
        var stripping = new LuaTypes(source);
        while (stripping.peek().kind() != Kind.END) {
            stripping.next();
        }
        return stripping.text.toString();
    }

    private Token peek() {
        return tokens.get(Math.min(at, tokens.size() - 1));
    }

    private Token ahead(int count) {
        return tokens.get(Math.min(at + count, tokens.size() - 1));
    }

    private void next() {
        Token token = peek();
        if (token.is("function")) {
            function();
        } else if (token.is("local") && !ahead(1).is("function") || token.is("for")) {
            at++;
            names();
        } else if (token.is("::")) {
            cast();
        } else if (token.is("type") && ahead(1).kind() == Kind.NAME && (ahead(2).is("=") || ahead(2).is("<"))
                && beginsStatement()) {
            definition();
        } else {
            at++;
        }
    }

    private boolean beginsStatement() {
        return at == 0 || !OPEN.contains(tokens.get(at - 1).text());
    }

    /** After {@code local} or {@code for}: names, each perhaps with a type. */
    private void names() {
        while (peek().kind() == Kind.NAME) {
            at++;
            annotation();
            if (!peek().is(",")) {
                return;
            }
            at++;
        }
    }

    private void annotation() {
        if (peek().is(":")) {
            int from = at++;
            type(0);
            blank(from);
        }
    }

    private void function() {
        at++;
        while (peek().kind() == Kind.NAME || peek().is(".") || peek().is(":")) {
            at++;
        }
        generics();
        if (!peek().is("(")) {
            return;
        }
        at++;
        while (peek().kind() == Kind.NAME || peek().is("...")) {
            at++;
            annotation();
            if (!peek().is(",")) {
                break;
            }
            at++;
        }
        if (peek().is(")")) {
            at++;
            annotation();
        }
    }

    private void generics() {
        if (peek().is("<")) {
            int from = at;
            balanced("<", ">");
            blank(from);
        }
    }

    /** {@code ::name::} is a label. */
    private void cast() {
        if (ahead(1).kind() == Kind.NAME && ahead(2).is("::")) {
            at += 3;
            return;
        }
        int from = at++;
        type(0);
        blank(from);
    }

    private void definition() {
        int from = at;
        if (at > 0 && tokens.get(at - 1).is("export")) {
            from--;
        }
        at += 2;
        if (peek().is("<")) {
            balanced("<", ">");
        }
        if (peek().is("=")) {
            at++;
            type(0);
        }
        blank(from);
    }

    // Types: names, tables, functions, joined by | and &

    private void type(int depth) {
        if (peek().is("|") || peek().is("&")) {
            at++;
        }
        part(depth);
        while (peek().is("|") || peek().is("&")) {
            at++;
            part(depth);
        }
    }

    private void part(int depth) {
        if (depth > MAX_DEPTH) {
            return;
        }
        if (peek().is("...")) {
            at++;
        }
        if (peek().is("{")) {
            balanced("{", "}");
        } else if (peek().is("(")) {
            balanced("(", ")");
        } else if (peek().kind() == Kind.STRING || peek().kind() == Kind.NUMBER) {
            at++;
        } else if (peek().kind() == Kind.NAME) {
            at++;
            while (peek().is(".") && ahead(1).kind() == Kind.NAME) {
                at += 2;
            }
            if (peek().is("<")) {
                balanced("<", ">");
            } else if (peek().is("(") && Set.of("typeof", "fun").contains(tokens.get(at - 1).text())) {
                balanced("(", ")");
                annotation();
            }
        }
        while (peek().is("?")) {
            at++;
        }
        if (peek().is("->")) {
            at++;
            type(depth + 1);
        }
    }

    private void balanced(String open, String close) {
        int depth = 0;
        do {
            if (peek().is(open)) {
                depth++;
            } else if (peek().is(close)) {
                depth--;
            }
            at++;
        } while (depth > 0 && peek().kind() != Kind.END);
    }

    /** Replaces all tokens from one to the present one; line ends stay. */
    private void blank(int from) {
        for (int i = tokens.get(from).start(); i < tokens.get(at - 1).end(); i++) {
            if (text.charAt(i) != '\n' && text.charAt(i) != '\r') {
                text.setCharAt(i, ' ');
            }
        }
    }
}
