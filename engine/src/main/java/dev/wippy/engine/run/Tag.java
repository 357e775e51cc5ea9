package dev.wippy.engine.run;

import dev.wippy.engine.CoreExtern;
import dev.wippy.engine.CoreExternType;
import org.jspecify.annotations.Nullable;

/** An exception tag; two are the same if they are the same object. */
public class Tag implements CoreExtern {
    private final CoreExternType.Tag type;
    private final String signature;
    /** What another engine has made of it. */
    public @Nullable Object peer;

    /**
     * A tag.
     *
     * @param signature the type without the module, as of functions
     */
    public Tag(CoreExternType.Tag type, String signature) {
        this.type = type;
        this.signature = signature;
    }

    @Override
    public final CoreExternType.Tag type() {
        return type;
    }

    /** Whether it is of another engine's instance. */
    boolean isForeign() {
        return getClass() != Tag.class;
    }

    /** The type without the module, as of functions. */
    public final String signature() {
        return signature;
    }
}
