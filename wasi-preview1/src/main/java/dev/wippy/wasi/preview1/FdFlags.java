package dev.wippy.wasi.preview1;

/** How a descriptor behaves (witx {@code fdflags}). */
final class FdFlags {
    static final int APPEND = 1;
    static final int DSYNC = 1 << 1;
    static final int NONBLOCK = 1 << 2;
    static final int RSYNC = 1 << 3;
    static final int SYNC = 1 << 4;
    static final int ALL = APPEND | DSYNC | NONBLOCK | RSYNC | SYNC;

    /** Those that may change while it is open. */
    static final int CHANGEABLE = APPEND | NONBLOCK;

    private FdFlags() {}
}
