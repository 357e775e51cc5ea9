package dev.wippy.lua;

import java.util.Map;

/**
 * A library that scripts import: what its entry has started as.
 *
 * @param entry its id
 * @param imports what it imports itself, by its names for them
 */
record LuaLibrary(String entry, LuaSource source, Map<String, LuaLibrary> imports) {}
