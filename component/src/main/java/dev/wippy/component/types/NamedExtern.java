package dev.wippy.component.types;

/**
 * An import or export: a name and a type.
 *
 * @param name as the binary spells it, see {@link ExternName}
 * @param type what it is
 * @param attributes what else is said of it, which takes no part in linking
 */
public record NamedExtern(String name, ExternType type, ExternAttributes attributes) {
    /** An item without attributes. */
    public NamedExtern(String name, ExternType type) {
        this(name, type, ExternAttributes.NONE);
    }

    /** The item with another type. */
    public NamedExtern withType(ExternType type) {
        return new NamedExtern(name, type, attributes);
    }

    /** The item as WIT prints it. */
    @Override
    public String toString() {
        return name + ": " + type;
    }
}
