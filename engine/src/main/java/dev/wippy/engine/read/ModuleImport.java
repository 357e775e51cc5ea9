package dev.wippy.engine.read;

/**
 * An import of a module.
 *
 * @param module the first of its two names
 * @param name the second of its two names
 * @param type what it has to be
 */
public record ModuleImport(String module, String name, ExternType type) {}
