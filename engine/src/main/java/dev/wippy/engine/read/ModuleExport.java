package dev.wippy.engine.read;

/**
 * An export of a module.
 *
 * @param name its name, of which there is only one in the module
 * @param kind what it is
 * @param index its index among all of that kind, imported ones first
 */
public record ModuleExport(String name, Kind kind, int index) {

    /** What can be exported, in the order of the binary format's numbers. */
    public enum Kind {
        FUNCTION,
        TABLE,
        MEMORY,
        GLOBAL,
        TAG
    }
}
