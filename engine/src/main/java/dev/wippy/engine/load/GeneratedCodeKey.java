package dev.wippy.engine.load;

import dev.wippy.engine.Engine;
import dev.wippy.engine.cache.Digests;
import dev.wippy.engine.cache.ProgramHash;
import dev.wippy.engine.generate.CutLimits;
import java.util.Optional;

/** Under what the classes of a module are kept: everything that their bytes, and what they mean, depend on. */
final class GeneratedCodeKey {
    /** How code reaches memory and safepoints. */
    private static final String FORM = "memory: window; poll: flag";

    private final String others;

    private GeneratedCodeKey(String program, CutLimits limits) {
        // The size of groups and the layout of files are the program's.
        others = String.join("\n", program, limits.toString(), FORM, System.getProperty("java.vm.vendor", ""),
                System.getProperty("java.vm.version", ""));
    }

    /** What goes into the keys of all modules; nothing where builds of this program cannot be told apart. */
    static Optional<GeneratedCodeKey> of(CutLimits limits) {
        return ProgramHash.text(Engine.class).map(program -> new GeneratedCodeKey(program, limits));
    }

    /** The key of a module's variant, in lower-case hex. */
    String hex(String digest, boolean countsFuel) {
        return Digests.hex(digest + "\n" + (countsFuel ? "fuel" : "plain") + "\n" + others);
    }
}
