package dev.wippy.component.link;

import dev.wippy.component.types.ValueType;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A resolved component in a form of ours, for a cache: a component that was parsed and found valid once need not be
 * again. The form refers to the component's bytes for its core modules, and goes with them alone; it begins with their
 * digest. It is for this build of the program alone, and trusted as much as the code that is kept beside it.
 */
public final class KeptComponent {
    private static final int DIGEST = 32;

    private KeptComponent() {}

    /**
     * The form of a component.
     *
     * @param digest sha256 of the bytes that it was parsed from
     */
    public static byte[] write(ResolvedComponent component, byte[] digest) {
        FormWriter out = new FormWriter();
        out.bytes(digest);
        TypesWriter types = new TypesWriter(out);
        new StepsWriter(out, types).component(component);
        // One map of all components: last, since most of what it names is written by then.
        out.number(component.aliases().size());
        component.aliases().forEach((alias, of) -> {
            types.value(alias);
            types.value(of);
        });
        return out.toArray();
    }

    /**
     * The component of a form.
     *
     * @param form what {@link #write} made
     * @param binary the component's bytes, which nobody changes
     * @param digest their sha256
     * @return nothing if the form is not of these bytes, or not one at all
     */
    public static Optional<ResolvedComponent> read(byte[] form, byte[] binary, byte[] digest) {
        if (form.length < DIGEST || !Arrays.equals(form, 0, DIGEST, digest, 0, digest.length)) {
            return Optional.empty();
        }
        FormReader in = new FormReader(form, DIGEST);
        TypesReader types = new TypesReader(in);
        Map<ValueType, ValueType> aliases = new IdentityHashMap<>();
        try {
            ResolvedComponent component = new StepsReader(in, types, binary, aliases).component();
            for (int count = in.count(); count > 0; count--) {
                aliases.put(types.value(), types.value());
            }
            return in.isAtEnd() ? Optional.of(component) : Optional.empty();
        } catch (RuntimeException _) {
            // No form of ours, under a right checksum: the component is parsed from its own bytes.
            return Optional.empty();
        }
    }
}
