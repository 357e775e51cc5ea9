package dev.wippy.component.concurrent;

/**
 * What a waitable has to tell.
 *
 * @param code which kind of event
 * @param index the waitable's handle
 * @param payload what the kind says
 */
public record Event(int code, int index, int payload) {
    /** The codes of events ({@code EventCode}). */
    public static final int SUBTASK = 1;
    public static final int STREAM_READ = 2;
    public static final int STREAM_WRITE = 3;
    public static final int FUTURE_READ = 4;
    public static final int FUTURE_WRITE = 5;
    /** Nothing has happened. */
    public static final Event NONE = new Event(0, 0, 0);
    /** The task that waits is cancelled. */
    public static final Event TASK_CANCELLED = new Event(6, 0, 0);
}
