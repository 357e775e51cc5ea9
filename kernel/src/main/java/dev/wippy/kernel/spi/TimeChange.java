package dev.wippy.kernel.spi;

import java.time.Instant;

/** What becomes of a time of a file. */
public sealed interface TimeChange {

    /** It stays as it is. */
    TimeChange KEEP = new Keep();

    /** It becomes the present time of the file system's clock. */
    TimeChange NOW = new Now();

    /** It stays as it is. */
    record Keep() implements TimeChange {}

    /** It becomes the present. */
    record Now() implements TimeChange {}

    /** It becomes that. */
    record At(Instant time) implements TimeChange {}
}
