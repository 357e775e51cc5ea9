package dev.wippy.component.binary;

/** What kind of thing an index refers to (Binary.md, {@code sort} and {@code core:sort}). */
public enum Sort {
    CORE_FUNCTION("core function"),
    CORE_TABLE("core table"),
    CORE_MEMORY("core memory"),
    CORE_GLOBAL("core global"),
    CORE_TAG("core tag"),
    CORE_TYPE("core type"),
    CORE_MODULE("core module"),
    CORE_INSTANCE("core instance"),
    FUNCTION("function"),
    TYPE("type"),
    COMPONENT("component"),
    INSTANCE("instance");

    private final String text;

    Sort(String text) {
        this.text = text;
    }

    /** Whether an export of a core instance may be of it. */
    public boolean isCoreExtern() {
        return ordinal() <= CORE_TAG.ordinal();
    }

    @Override
    public String toString() {
        return text;
    }
}
