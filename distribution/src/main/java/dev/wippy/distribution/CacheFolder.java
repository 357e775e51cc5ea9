package dev.wippy.distribution;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where compiled code is kept across runs: a folder of the user's caches, as the XDG base directories have it. */
final class CacheFolder {
    private CacheFolder() {}

    /** The folder, which may not be there yet; empty where there is no place for one. */
    static Optional<Path> of(Map<String, String> environment) {
        return absolute(environment.get("XDG_CACHE_HOME"))
                .or(() -> absolute(environment.get("HOME")).map(home -> home.resolve(".cache")))
                .map(caches -> caches.resolve("wippy").resolve("modules"));
    }

    /** A relative path is to be ignored, says the XDG specification. */
    static Optional<Path> absolute(@Nullable String path) {
        return Optional.ofNullable(path)
                .filter(text -> !text.isEmpty() && text.indexOf('\0') < 0)
                .map(Path::of)
                .filter(Path::isAbsolute);
    }
}
