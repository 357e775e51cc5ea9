package dev.wippy.kernel.imports;

import dev.wippy.component.bind.Result;
import dev.wippy.component.bind.Unsigned;
import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.Event;
import dev.wippy.kernel.Failure;
import dev.wippy.kernel.Pid;
import java.util.List;
import java.util.Optional;

/** The variant {@code event}. */
sealed interface GuestEvent {

    record Message(MessageRecord value) implements GuestEvent {}

    record Exit(Ended value) implements GuestEvent {}

    record LinkDown(Ended value) implements GuestEvent {}

    record Cancel(CancelRequest value) implements GuestEvent {}

    record MessageRecord(Optional<String> sender, String topic, List<Piece> payload) {}

    record CancelRequest(Optional<String> sender, String reason) {}

    record Ended(String sender, @Unsigned long at, Result<List<Piece>, GuestError> outcome, Optional<Integer> code) {}

    /** The record {@code error}. */
    record GuestError(ErrorKind kind, String message) {}

    static GuestEvent of(Event event) {
        return switch (event) {
            case Event.Message message -> new Message(new MessageRecord(
                    message.sender().map(Pid::toString), message.topic(), Pieces.of(message.payload())));
            case Event.ExitEvent(dev.wippy.kernel.Exit exit) -> new Exit(ended(exit));
            case Event.LinkDown(dev.wippy.kernel.Exit exit) -> new LinkDown(ended(exit));
            case Event.Cancel cancel -> new Cancel(
                    new CancelRequest(cancel.sender().map(Pid::toString), cancel.reason()));
        };
    }

    private static Ended ended(dev.wippy.kernel.Exit exit) {
        return new Ended(exit.from().toString(), exit.at().toEpochMilli(), outcome(exit), code(exit));
    }

    private static Optional<Integer> code(dev.wippy.kernel.Exit exit) {
        return exit.code().isPresent() ? Optional.of(exit.code().getAsInt()) : Optional.empty();
    }

    static Result<List<Piece>, GuestError> outcome(dev.wippy.kernel.Exit exit) {
        Optional<Failure> failure = exit.failure();
        return failure.isPresent()
                ? Result.err(new GuestError(failure.get().kind(), failure.get().message()))
                : Result.ok(Pieces.of(exit.value()));
    }
}
