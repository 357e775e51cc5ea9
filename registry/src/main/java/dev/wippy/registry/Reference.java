package dev.wippy.registry;

/**
 * An entry needs another, which is started before it.
 *
 * @param field where it says so
 * @param target the id of the other
 */
record Reference(String field, String target) {}
