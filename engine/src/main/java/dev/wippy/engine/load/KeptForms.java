package dev.wippy.engine.load;

import dev.wippy.engine.cache.ClassCache;
import dev.wippy.engine.cache.Digests;
import dev.wippy.engine.cache.KeptClasses;
import dev.wippy.engine.cache.ProgramHash;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** What the engine's users keep in its cache, each as the one entry of a folder. Not on guests' threads. */
final class KeptForms {
    private static final String NAME = "form";

    private final ClassCache cache;

    KeptForms(ClassCache cache) {
        this.cache = cache;
    }

    Optional<byte[]> recall(Class<?> maker, byte[] digest) {
        return open(maker, digest).flatMap(kept -> Optional.ofNullable(kept.read(NAME)));
    }

    /** @return whether it will be written, if that goes well */
    boolean keep(Class<?> maker, byte[] digest, byte[] form) {
        Optional<KeptClasses> kept = open(maker, digest);
        kept.ifPresent(into -> {
            if (into.contains(NAME)) {
                into.rewrite();
            }
            into.put(Map.of(NAME, form));
        });
        return kept.isPresent();
    }

    private Optional<KeptClasses> open(Class<?> maker, byte[] digest) {
        return ProgramHash.text(maker)
                .flatMap(program -> cache.open(Digests.hex(String.join("\n", "form", maker.getName(),
                        HexFormat.of().formatHex(digest), program))));
    }
}
