package dev.wippy.engine.run;

import dev.wippy.engine.CoreExtern;
import dev.wippy.engine.CoreExternType;

/** An exception tag; two are the same if they are the same object. */
public final class Tag implements CoreExtern {
    private final CoreExternType.Tag type;
    private final String signature;

    Tag(CoreExternType.Tag type, String signature) {
        this.type = type;
        this.signature = signature;
    }

    @Override
    public CoreExternType.Tag type() {
        return type;
    }

    /** The type without the module, as of functions. */
    String signature() {
        return signature;
    }
}
