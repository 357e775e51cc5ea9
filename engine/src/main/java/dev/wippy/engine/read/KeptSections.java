package dev.wippy.engine.read;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The sections of a valid module in a form of ours, which is read with a few bulk copies: for a cache, so that a module
 * that was read and validated once need not be again. It refers to the module's bytes and goes with them alone; it
 * begins with their digest. It is for this build of the program alone, and trusted as much as the code beside it.
 */
public final class KeptSections {
    private static final int DIGEST = 32;

    private KeptSections() {}

    /**
     * The form of a valid module's sections.
     *
     * @param digest sha256 of {@link ModuleDefinition#bytes()}
     */
    public static byte[] write(ModuleDefinition module, byte[] digest) {
        ModuleSections sections = module.sections();
        FormWriter out = new FormWriter();
        out.bytes(digest);
        out.number(sections.bytes.length);
        new SectionsWriter(sections, out).write();
        return out.toArray();
    }

    /**
     * The module of a form.
     *
     * @param form what {@link #write} made
     * @param bytes the module; kept, never copied, and never to be changed from now on
     * @param digest their sha256
     * @return nothing if the form is not of this module, or not one at all
     */
    public static Optional<ModuleDefinition> read(byte[] form, byte[] bytes, byte[] digest) {
        if (form.length < DIGEST || !Arrays.equals(form, 0, DIGEST, digest, 0, digest.length)) {
            return Optional.empty();
        }
        FormReader in = new FormReader(ByteBuffer.wrap(form, DIGEST, form.length - DIGEST));
        try {
            if (in.number() != bytes.length) {
                return Optional.empty();
            }
            ModuleSections sections = new ModuleSections(bytes);
            new SectionsLoader(sections, in).read();
            return in.isAtEnd() ? Optional.of(new ModuleDefinition(sections)) : Optional.empty();
        } catch (RuntimeException _) {
            // No form of ours, under a right checksum: the module is read from its own bytes.
            return Optional.empty();
        }
    }
}
