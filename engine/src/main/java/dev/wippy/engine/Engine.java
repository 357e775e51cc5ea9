package dev.wippy.engine;

import dev.wippy.engine.cache.CodeFolder;
import dev.wippy.engine.chicory.ChicoryEngine;
import dev.wippy.engine.generate.CutLimits;
import dev.wippy.engine.load.CacheOptions;
import dev.wippy.engine.load.GeneratingEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Core WebAssembly on the JVM: binaries in, compiled modules out.
 *
 * <p>A module is compiled once per content; the result is shared by all who ask for the same bytes, kept in memory for
 * as long as somebody uses it, and on disk across runs where a {@linkplain Builder#cacheDirectory cache folder} is
 * given. All methods may be called from any thread.
 */
public interface Engine extends AutoCloseable {

    /** Starts the configuration of an engine. */
    static Builder builder() {
        return new Builder();
    }

    /**
     * Parses, validates and compiles a core module, or finds it in a cache.
     *
     * @param binary the module's bytes, which the caller no longer changes
     * @throws InvalidModuleException if the bytes are not a valid core module
     * @throws UnsupportedModuleException if the module needs a feature that this engine does not have
     */
    CoreModule compile(byte[] binary);

    /**
     * What was {@linkplain #keep kept}, in this run or one before it; nothing without a cache folder, or if what is there
     * is damaged. It is trusted as much as the compiled code beside it, which is that of the folder's owner.
     *
     * @param maker of whose package's very build it has to be
     * @param digest sha256 of what it was made of
     */
    default Optional<byte[]> recall(Class<?> maker, byte[] digest) {
        return Optional.empty();
    }

    /**
     * Keeps in the cache folder, if there is one, what was made of some bytes, beside compiled code and within the same
     * bound. It is written a little later, and takes the place of what was there.
     *
     * @param maker whose package's build made it
     * @param digest sha256 of what it was made of
     * @param form which the caller no longer changes
     */
    default void keep(Class<?> maker, byte[] digest, byte[] form) {}

    /** What this engine has compiled and found in its caches so far. */
    CompileStatistics statistics();

    /** The calls of modules' functions in a Java stack trace, the innermost first; of whichever thread it is. */
    List<WasmFrame> frames(StackTraceElement[] trace);

    /** Releases what the engine holds; modules already compiled go on working. */
    @Override
    void close();

    /** Configuration of an {@link Engine}; not for concurrent use. */
    final class Builder {
        private @Nullable Path cacheDirectory;
        private CompileListener listener = CompileListener.NONE;
        private long maxCode = 128L << 20;
        private long maxGenerated = GeneratingEngine.DEFAULT_MAX_GENERATED;
        private long cacheSize = CacheOptions.DEFAULT_MOST;
        private boolean completing = true;
        private Duration delay = CacheOptions.DEFAULT_DELAY;
        private Duration soon = CacheOptions.DEFAULT_SOON;
        private boolean generated = true;

        private Builder() {}

        /** The folder for compiled code that outlives this run; without one, nothing is written. */
        public Builder cacheDirectory(Path directory) {
            this.cacheDirectory = directory;
            return this;
        }

        /**
         * The bytes that the folder for compiled code takes at most, about: what was used longest ago is removed. 1 GiB when
         * not set.
         */
        public Builder cacheSize(long bytes) {
            this.cacheSize = bytes;
            return this;
        }

        /**
         * Whether code that nothing has called is generated too, for the folder alone, on a thread that leaves most of the
         * time to others. It begins when the engine is some seconds old. True when not set.
         */
        public Builder completeCache(boolean complete) {
            this.completing = complete;
            return this;
        }

        /** When the thread that completes the cache begins: for tests. */
        Builder completeAfter(Duration time) {
            this.delay = time;
            return this;
        }

        /** How long what was generated waits to be written: for tests. */
        Builder writeAfter(Duration time) {
            this.soon = time;
            return this;
        }

        /** Who is told of each module that is compiled or found; without one, nobody. */
        public Builder listener(CompileListener listener) {
            this.listener = listener;
            return this;
        }

        /** The size in bytes past which a module is refused; 128 MiB when not set. */
        public Builder maxCode(long bytes) {
            this.maxCode = bytes;
            return this;
        }

        /**
         * The bytes of generated classes that all modules of the engine may have loaded at once; 512 MiB when not set. A guest
         * that needs more is ended by a {@link BudgetExceededException}. What a module has is given back when nobody uses the
         * module any more.
         */
        public Builder maxGeneratedCode(long bytes) {
            this.maxGenerated = bytes;
            return this;
        }

        /** Leaves all modules to Chicory: for tests of what is Chicory's, and as the oracle of our own generator. */
        Builder chicoryAlone() {
            this.generated = false;
            return this;
        }

        /** Makes the engine. */
        public Engine build() {
            CodeFolder folder = cacheDirectory == null ? null : new CodeFolder(cacheDirectory, listener::cacheUnusable);
            Engine chicory = new ChicoryEngine(folder, listener, maxCode);
            if (!generated) {
                return chicory;
            }
            CacheOptions options = folder == null
                    ? null
                    : new CacheOptions(folder, cacheSize, completing, delay, soon);
            return new GeneratingEngine(listener, maxCode, CutLimits.DEFAULT, chicory, options, maxGenerated);
        }
    }
}
