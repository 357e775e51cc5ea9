package dev.wippy.component.abi;

/** How a component's core code keeps strings in its memory: the canonical option {@code string-encoding}. */
public enum StringEncoding {
    UTF8("utf8"),
    UTF16("utf16"),
    /** Latin-1 where the string allows it, else UTF-16; a tag in the length tells which. */
    LATIN1_UTF16("latin1+utf16");

    private final String text;

    StringEncoding(String text) {
        this.text = text;
    }

    /** The name as the specification writes it. */
    @Override
    public String toString() {
        return text;
    }
}
