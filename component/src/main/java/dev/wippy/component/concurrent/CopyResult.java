package dev.wippy.component.concurrent;

/** How a copy ended; numbered as code sees it. */
public enum CopyResult {
    COMPLETED,
    DROPPED,
    CANCELLED
}
