package dev.wippy.kernel;

/** How a process is tied to one that it spawns, from before that one runs. */
public enum Tie {

    /** It hears of the end, once, whatever it is: {@link Event.ExitEvent}. */
    MONITOR,

    /** Each fails when the other ends with an error, unless it traps links: {@link Event.LinkDown}. */
    LINK
}
