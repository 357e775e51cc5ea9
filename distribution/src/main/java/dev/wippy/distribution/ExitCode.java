package dev.wippy.distribution;

/** What the command gives back to the shell (SPEC section 8). */
final class ExitCode {
    static final int OK = 0;

    /** A process failed, or returned an {@code err}. */
    static final int FAILED = 1;

    /** The command line makes no sense. */
    static final int USAGE = 2;

    /** The app does not load, or has nothing to run. */
    static final int NO_APP = 3;

    /** The reader of standard output went away: what a shell shows for a program that SIGPIPE ended. */
    static final int BROKEN_PIPE = 141;

    private ExitCode() {}

    /** A guest's own code as the system can carry it: the low byte, but never 0 for what is not 0. */
    static int ofGuest(int code) {
        int carried = code & 0xff;
        return carried == 0 && code != 0 ? FAILED : carried;
    }
}
