package dev.wippy.engine.chicory;

import com.dylibso.chicory.runtime.TagInstance;
import dev.wippy.engine.CoreExtern;
import dev.wippy.engine.CoreExternType;

/** An exception tag; two tags are the same if their instances are the same object. */
record GuestTag(TagInstance tag) implements CoreExtern {

    @Override
    public CoreExternType type() {
        return new CoreExternType.Tag(Types.type(tag.type()));
    }
}
