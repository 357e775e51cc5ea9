package dev.wippy.component.types;

/**
 * An import or export: a name and a type.
 *
 * @param name as the binary spells it, see {@link ExternName}
 * @param type what it is
 */
public record NamedExtern(String name, ExternType type) {

    /** The item as WIT prints it. */
    @Override
    public String toString() {
        return name + ": " + type;
    }
}
