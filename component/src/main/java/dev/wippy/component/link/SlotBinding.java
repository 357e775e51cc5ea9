package dev.wippy.component.link;

/**
 * Where a resource type comes from: an item, or an export of it, of an export and so on.
 *
 * @param path the position of an export at each level; empty for the item itself
 * @param slot the slot that the resource type goes to
 */
record SlotBinding(int[] path, int slot) {}
