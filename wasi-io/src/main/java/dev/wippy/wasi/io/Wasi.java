package dev.wippy.wasi.io;

/** The version of WASI whose text the interfaces follow. */
final class Wasi {
    static final String ERROR = "wasi:io/error@0.2.12";
    static final String POLL = "wasi:io/poll@0.2.12";
    static final String STREAMS = "wasi:io/streams@0.2.12";
    static final String MONOTONIC_CLOCK = "wasi:clocks/monotonic-clock@0.2.12";
    static final String WALL_CLOCK = "wasi:clocks/wall-clock@0.2.12";
    static final String TIMEZONE = "wasi:clocks/timezone@0.2.12";
    static final String RANDOM = "wasi:random/random@0.2.12";
    static final String INSECURE = "wasi:random/insecure@0.2.12";
    static final String INSECURE_SEED = "wasi:random/insecure-seed@0.2.12";

    private Wasi() {}
}
