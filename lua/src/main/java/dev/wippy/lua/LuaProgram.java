package dev.wippy.lua;

import dev.wippy.engine.InitialImage;
import dev.wippy.kernel.spi.Entries;
import java.util.Map;
import java.util.Optional;

/**
 * What processes of an entry run.
 *
 * @param entry the id of the entry
 * @param image a state that has compiled the chunks
 * @param source the name of the entry's own chunk
 * @param method the function of it that is called, where the entry names one
 * @param imports for each chunk, the chunks that its aliases stand for
 * @param entries the app that it is part of
 */
record LuaProgram(
        String entry,
        InitialImage image,
        String source,
        Optional<String> method,
        Map<String, Map<String, String>> imports,
        Entries entries) {}
