package dev.wippy.engine.chicory;

import com.dylibso.chicory.runtime.TagInstance;
import com.dylibso.chicory.wasm.types.TagType;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.run.Tag;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** A tag of an instance of Chicory's; its peer is what it is there. */
final class GuestTag extends Tag {

    private final ChicoryModule module;

    private GuestTag(ChicoryModule module, TagInstance tag) {
        super(new CoreExternType.Tag(Types.type(tag.type())), module.plain().signature(tag.tagType().typeIdx()));
        this.module = module;
        this.peer = tag;
    }

    ChicoryModule module() {
        return module;
    }

    int typeIndex() {
        return peer instanceof TagInstance tag ? tag.tagType().typeIdx() : -1;
    }

    /** What a tag is in Chicory: always the same object. */
    static TagInstance peer(Tag tag, TagType type, ChicoryModule module) {
        if (tag.peer instanceof TagInstance known) {
            return known;
        }
        TagInstance made = new Ours(tag, type, module);
        tag.peer = made;
        return made;
    }

    /** A tag of our own engine's, in Chicory. */
    private static final class Ours extends TagInstance {
        private final Tag tag;

        Ours(Tag tag, TagType type, ChicoryModule importing) {
            super(type, importing.linked().typeSection().getType(type.typeIdx()));
            this.tag = tag;
        }
    }

    /** The tags of an engine's instances, by what they are in Chicory. Used by any thread. */
    static final class Known {
        private final Map<TagInstance, WeakReference<GuestTag>> tags = Collections.synchronizedMap(new WeakHashMap<>());

        /** The tag that an instance of a module has defined. */
        GuestTag define(TagInstance tag, ChicoryModule module) {
            synchronized (tags) {
                GuestTag known = tags.containsKey(tag) ? tags.get(tag).get() : null;
                if (known == null) {
                    known = new GuestTag(module, tag);
                    tags.put(tag, new WeakReference<>(known));
                }
                return known;
            }
        }

        /** The tag that something is in Chicory; null if no instance of our own engine can know it. */
        @Nullable
        Tag find(TagInstance tag) {
            if (tag instanceof Ours ours) {
                return ours.tag;
            }
            WeakReference<GuestTag> known = tags.get(tag);
            return known == null ? null : known.get();
        }
    }
}
