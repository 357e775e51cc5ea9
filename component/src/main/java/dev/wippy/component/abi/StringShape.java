package dev.wippy.component.abi;

import dev.wippy.engine.Safepoint;

/**
 * What one look over a string tells.
 *
 * @param latin1 whether no code point is above U+00FF
 * @param utf8Length its length in UTF-8
 * @param wellFormed whether all its surrogates are paired
 */
record StringShape(boolean latin1, int utf8Length, boolean wellFormed) {

    private static final int POLL = 1 << 16;

    /** @param string short enough that three bytes for each {@code char} are an {@code int} */
    static StringShape of(String string) {
        int all = 0;
        int utf8Length = 0;
        boolean wellFormed = true;
        int length = string.length();
        for (int i = 0; i < length; i++) {
            if (i % POLL == 0) {
                Safepoint.poll();
            }
            char unit = string.charAt(i);
            all |= unit;
            if (unit < 0x80) {
                utf8Length++;
            } else if (unit < 0x800) {
                utf8Length += 2;
            } else if (!Character.isSurrogate(unit)) {
                utf8Length += 3;
            } else if (Character.isHighSurrogate(unit) && i + 1 < length
                    && Character.isLowSurrogate(string.charAt(i + 1))) {
                utf8Length += 4;
                i++;
            } else {
                wellFormed = false;
            }
        }
        return new StringShape(all < 0x100, utf8Length, wellFormed);
    }

    /** Whether no code point is above U+007F. */
    boolean ascii(int length) {
        return utf8Length == length;
    }
}
