package dev.wippy.kernel;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A jar that a kernel has loaded.
 *
 * @param version of its {@code Implementation-Version}, else of its module, if it says one
 * @param offers what entries write to get what it offers: {@code import acme:greeter}, {@code entry acme.queue},
 *     {@code process process.acme}, sorted
 */
public record Plugin(Path jar, Optional<String> version, List<String> offers) {}
