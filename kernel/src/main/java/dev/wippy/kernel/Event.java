package dev.wippy.kernel;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What comes into a process's mailbox (SPEC section 6). */
public sealed interface Event {

    /** Its name, as scripts see it: {@code MESSAGE}, {@code EXIT}, {@code LINK_DOWN}, {@code CANCEL}. */
    String type();

    /** The process that it comes from or tells of, if there is one. */
    Optional<Pid> sender();

    /**
     * What somebody sent. Messages of one sender come in the order that it sent them in.
     *
     * @param sender the process that sent it; empty when it came from outside of any process
     * @param topic what it is about, as sender and receiver agreed; never begins with {@code @}
     * @param payload a value of SPEC section 3, the receiver's own
     */
    record Message(Optional<Pid> sender, String topic, @Nullable Object payload) implements Event {
        @Override
        public String type() {
            return "MESSAGE";
        }
    }

    /**
     * A process that this one monitors is gone; comes once, whatever the end was, and after all that it sent.
     *
     * @param exit how it ended
     */
    record ExitEvent(Exit exit) implements Event {
        @Override
        public String type() {
            return "EXIT";
        }

        @Override
        public Optional<Pid> sender() {
            return Optional.of(exit.from());
        }
    }

    /**
     * A process that this one is linked to ended with an error. Only a process that traps links sees it; any other fails.
     *
     * @param exit how it ended, which holds a failure
     */
    record LinkDown(Exit exit) implements Event {
        @Override
        public String type() {
            return "LINK_DOWN";
        }

        @Override
        public Optional<Pid> sender() {
            return Optional.of(exit.from());
        }
    }

    /**
     * Somebody asks the process to end, which it may do, in its own time.
     *
     * @param sender the process that asks; empty when it was asked from outside of any process
     * @param reason for people
     */
    record Cancel(Optional<Pid> sender, String reason) implements Event {
        @Override
        public String type() {
            return "CANCEL";
        }
    }
}
