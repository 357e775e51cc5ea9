package dev.wippy.wasi.preview1;

import dev.wippy.kernel.spi.TimeChange;

/** How times are to change (witx {@code fstflags}). */
record Times(TimeChange accessed, TimeChange modified) {
    private static final int ACCESSED = 1;
    private static final int ACCESSED_NOW = 1 << 1;
    private static final int MODIFIED = 1 << 2;
    private static final int MODIFIED_NOW = 1 << 3;

    static Times of(long accessed, long modified, int flags) {
        if ((flags & ~(ACCESSED | ACCESSED_NOW | MODIFIED | MODIFIED_NOW)) != 0) {
            throw new ErrnoException(Errno.INVAL);
        }
        return new Times(
                change(accessed, (flags & ACCESSED) != 0, (flags & ACCESSED_NOW) != 0),
                change(modified, (flags & MODIFIED) != 0, (flags & MODIFIED_NOW) != 0));
    }

    private static TimeChange change(long time, boolean given, boolean now) {
        if (given && now) {
            throw new ErrnoException(Errno.INVAL);
        }
        if (now) {
            return TimeChange.NOW;
        }
        return given ? new TimeChange.At(Stat.time(time)) : TimeChange.KEEP;
    }
}
