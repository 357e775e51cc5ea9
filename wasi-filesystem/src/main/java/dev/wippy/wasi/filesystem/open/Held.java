package dev.wippy.wasi.filesystem.open;

/**
 * Something open, with the number of those who use it, and of the calls under way on it. It is closed when there is
 * neither, so that no call ever works on what is closed, or on another file that got its number. Safe for use by many
 * threads.
 *
 * @param <T> a handle or a listing
 */
public final class Held<T extends AutoCloseable> {
    private final ProcessFiles files;
    private final FileThreads.Lane lane;
    private final T value;
    private int users = 1;
    private int calls;
    private boolean closed;

    Held(ProcessFiles files, FileThreads.Lane lane, T value) {
        this.files = files;
        this.lane = lane;
        this.value = value;
    }

    /** The handle or listing. */
    public T value() {
        return value;
    }

    /** Where it is called. */
    public FileThreads.Lane lane() {
        return lane;
    }

    /** One descriptor or stream more; there is one already. */
    public synchronized void retain() {
        users++;
    }

    /** One descriptor or stream less. */
    public void release() {
        change(-1, 0);
    }

    /** A call begins; somebody uses it. */
    synchronized void enter() {
        calls++;
    }

    /** A call is over. */
    void exit() {
        change(0, -1);
    }

    /** All descriptors and streams are gone, those included that a kill lost on their way to the guest. */
    void abandon() {
        change(Integer.MIN_VALUE, 0);
    }

    private void change(int moreUsers, int moreCalls) {
        synchronized (this) {
            users = Math.max(0, users + moreUsers);
            calls += moreCalls;
            if (closed || users > 0 || calls > 0) {
                return;
            }
            closed = true;
        }
        files.closeHeld(this);
    }
}
