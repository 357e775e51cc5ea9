package dev.wippy.engine.load;

import dev.wippy.engine.cache.KeptClasses;
import dev.wippy.engine.read.KeptSections;
import dev.wippy.engine.read.ModuleDefinition;
import dev.wippy.engine.read.ModuleValidator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Modules that were found valid before: their sections are kept beside their classes. */
final class KnownModule {
    /** No class has this name. */
    private static final String SECTIONS = "sections";

    private KnownModule() {}

    /** Keeps the sections of a valid module. */
    static void keep(ModuleDefinition module, String digest, KeptClasses into) {
        into.put(Map.of(SECTIONS, KeptSections.write(module, HexFormat.of().parseHex(digest))));
    }

    /** A module that is known to be valid: as it was kept, else from its own bytes. */
    static ModuleDefinition read(byte[] binary, String digest, KeptClasses kept) {
        byte[] form = kept.read(SECTIONS);
        if (form != null) {
            Optional<ModuleDefinition> module =
                    KeptSections.read(form, binary, HexFormat.of().parseHex(digest));
            if (module.isPresent()) {
                return module.get();
            }
            kept.rewrite();
        }
        ModuleDefinition again = ModuleValidator.readAgain(binary);
        keep(again, digest, kept);
        return again;
    }
}
