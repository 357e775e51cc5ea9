package dev.wippy.registry;

/**
 * A process entry that {@code wippy run NAME} runs.
 *
 * @param name of the command
 * @param shortText what {@code wippy run list} says about it; may be empty
 * @param entry the entry's id
 */
public record Command(String name, String shortText, String entry) {}
