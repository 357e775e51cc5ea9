package dev.wippy.kernel.service;

/** Where a {@link Service} is on its way. */
public enum ServiceState {

    /** Was never started. */
    INACTIVE,

    /** Has been launched, and is not ready yet. */
    STARTING,

    /** Is ready, and works. */
    RUNNING,

    /** Failed, and is launched again once a delay is over. */
    BACKING_OFF,

    /** Was told to end, and has not yet. */
    STOPPING,

    /** Ended normally, or was stopped. Stays so unless it is started anew. */
    STOPPED,

    /** Failed as often as it may, or what it requires did. Stays so unless it is started anew. */
    FAILED;

    /** Whether nothing of it runs, and nothing will by itself. */
    public boolean isOver() {
        return this == STOPPED || this == FAILED;
    }
}
