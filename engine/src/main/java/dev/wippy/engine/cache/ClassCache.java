package dev.wippy.engine.cache;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The classes that one engine keeps on disk, module by module. Nothing is written but when {@link #write} is called;
 * until then what is new is in memory. Used by any thread.
 */
public final class ClassCache {
    private final CodeFolder folder;
    private final Sweep sweep;
    /** The modules that have something to write, by key; held here, whoever else lets go of them. */
    private final Map<String, KeptClasses> changed = new ConcurrentHashMap<>();
    private volatile boolean ended;
    private volatile Runnable onChange = () -> {};

    /** @param most the bytes that the folder's files may take, about */
    public ClassCache(CodeFolder folder, long most) {
        this.folder = folder;
        this.sweep = new Sweep(most);
    }

    /**
     * What is kept of a module; nothing if the folder must not be used. Not on a guest's thread: an interrupt would make
     * it fail.
     *
     * @param key 64 hexadecimal digits
     */
    public Optional<KeptClasses> open(String key) {
        return folder.usable().map(path -> {
            KeptClasses waiting = changed.get(key);
            if (waiting != null) {
                return waiting;
            }
            KeptClasses kept = new KeptClasses(folder, path, key, this);
            kept.open();
            return kept;
        });
    }

    /** Whether what is new will be written. */
    boolean isWriting() {
        return !ended;
    }

    void changed(KeptClasses classes) {
        if (!ended) {
            changed.put(classes.key(), classes);
            onChange.run();
        }
    }

    /** Tells, from now on, of each change that waits to be written; called by who makes it. */
    public void onChange(Runnable told) {
        onChange = told;
        if (!changed.isEmpty()) {
            told.run();
        }
    }

    /** The bytes that wait to be written. */
    public long waiting() {
        return changed.values().stream().mapToLong(KeptClasses::waiting).sum();
    }

    /** Writes what is not written yet. If that fails, it is told, and nothing is kept any more. */
    public void write() {
        write(KeptClasses.FILES);
    }

    private synchronized void write(int files) {
        if (ended) {
            return;
        }
        for (KeptClasses classes : List.copyOf(changed.values())) {
            // First: what comes while this is written is written the next time.
            changed.remove(classes.key(), classes);
            try {
                classes.write(files);
            } catch (IOException e) {
                ended = true;
                folder.refuseWriting(e);
                classes.forget();
                changed.values().forEach(KeptClasses::forget);
                changed.clear();
                return;
            }
        }
    }

    /** Writes what is not written yet; nothing is kept any more. */
    public synchronized void close() {
        write();
        ended = true;
        changed.clear();
    }

    /** The same when the program ends: there is no time to make one file of many, unless they are very many. */
    public synchronized void closeAtExit() {
        write(KeptClasses.FILES_AT_EXIT);
        close();
    }

    /** Removes what was used longest ago, if the folder's files take too much; looks once in a while only. */
    public void sweep() {
        folder.usable().ifPresent(path -> {
            try {
                sweep.run(path);
            } catch (IOException e) {
                folder.refuse(path, CodeFolder.reason(e));
            }
        });
    }
}
