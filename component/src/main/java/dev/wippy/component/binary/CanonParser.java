package dev.wippy.component.binary;

import dev.wippy.component.error.InvalidComponentException;
import dev.wippy.component.error.UnsupportedComponentException;
import dev.wippy.component.binary.Definition.ResourceOperation;
import dev.wippy.component.binary.Definition.TaskOperation;
import dev.wippy.engine.CoreType;
import java.util.List;
import java.util.Optional;

/** Parses canonical definitions (Binary.md, <em>Canonical Definitions</em>). */
final class CanonParser {

    private CanonParser() {}

    static Definition canon(ByteReader in) {
        int at = in.position();
        int code = in.u8("a canonical definition");
        return switch (code) {
            case 0x00 -> {
                in.expect(0x00, "the sort of what is lifted, which is func (0x00)");
                yield new Definition.Lift(at, in.u32("a core function's index"), options(in), in.u32("a type's index"));
            }
            case 0x01 -> {
                in.expect(0x00, "the sort of what is lowered, which is func (0x00)");
                yield new Definition.Lower(at, in.u32("a function's index"), options(in));
            }
            case 0x02 -> new Definition.ResourceBuiltin(at, ResourceOperation.NEW, in.u32("a type's index"));
            case 0x03 -> new Definition.ResourceBuiltin(at, ResourceOperation.DROP, in.u32("a type's index"));
            case 0x04 -> new Definition.ResourceBuiltin(at, ResourceOperation.REP, in.u32("a type's index"));
            case 0x05 -> plain(at, "task.cancel");
            case 0x06 -> flagged(in, at, "subtask.cancel");
            case 0x09 -> {
                Optional<TypeDeclaration.Reference> result = TypeParser.result(in);
                yield new Definition.AsyncBuiltin(at, "task.return", Optional.empty(), result, Optional.empty(), false,
                        options(in));
            }
            case 0x0a -> context(in, at, TaskOperation.CONTEXT_GET);
            case 0x0b -> context(in, at, TaskOperation.CONTEXT_SET);
            case 0x0c -> flagged(in, at, "thread.yield");
            case 0x0d -> plain(at, "subtask.drop");
            case 0x0e -> typed(in, at, "stream.new");
            case 0x0f -> typedWithOptions(in, at, "stream.read");
            case 0x10 -> typedWithOptions(in, at, "stream.write");
            case 0x11 -> typedAndFlagged(in, at, "stream.cancel-read");
            case 0x12 -> typedAndFlagged(in, at, "stream.cancel-write");
            case 0x13 -> typed(in, at, "stream.drop-readable");
            case 0x14 -> typed(in, at, "stream.drop-writable");
            case 0x15 -> typed(in, at, "future.new");
            case 0x16 -> typedWithOptions(in, at, "future.read");
            case 0x17 -> typedWithOptions(in, at, "future.write");
            case 0x18 -> typedAndFlagged(in, at, "future.cancel-read");
            case 0x19 -> typedAndFlagged(in, at, "future.cancel-write");
            case 0x1a -> typed(in, at, "future.drop-readable");
            case 0x1b -> typed(in, at, "future.drop-writable");
            case 0x1c -> builtin(at, "error-context.new", Optional.empty(), false, options(in));
            case 0x1d -> builtin(at, "error-context.debug-message", Optional.empty(), false, options(in));
            case 0x1e -> plain(at, "error-context.drop");
            case 0x1f -> plain(at, "waitable-set.new");
            case 0x20 -> waiting(in, at, "waitable-set.wait");
            case 0x21 -> waiting(in, at, "waitable-set.poll");
            case 0x22 -> plain(at, "waitable-set.drop");
            case 0x23 -> plain(at, "waitable.join");
            case 0x24 -> new Definition.TaskBuiltin(at, TaskOperation.BACKPRESSURE_INC, 0);
            case 0x25 -> new Definition.TaskBuiltin(at, TaskOperation.BACKPRESSURE_DEC, 0);
            case 0x26 -> plain(at, "thread.index");
            case 0x27 -> {
                int type = in.u32("a core type's index");
                int table = in.u32("a core table's index");
                yield new Definition.AsyncBuiltin(at, "thread.new-indirect", Optional.of(type), Optional.empty(),
                        Optional.of(table), false, List.of());
            }
            case 0x28 -> plain(at, "thread.resume-later");
            case 0x29 -> flagged(in, at, "thread.suspend");
            case 0x2a -> flagged(in, at, "thread.suspend-then-resume");
            case 0x2b -> flagged(in, at, "thread.yield-then-resume");
            case 0x2c -> flagged(in, at, "thread.suspend-then-promote");
            case 0x2d -> flagged(in, at, "thread.yield-then-promote");
            case 0x40, 0x41, 0x42 -> throw UnsupportedComponentException.at(at,
                    "the built-ins of shared-everything-threads are not supported");
            default -> throw in.unknown(at, "a canonical definition");
        };
    }

    private static Definition plain(int at, String name) {
        return builtin(at, name, Optional.empty(), false, List.of());
    }

    private static Definition builtin(int at, String name, Optional<Integer> type, boolean flag,
            List<CanonOption> options) {
        return new Definition.AsyncBuiltin(at, name, type, Optional.empty(), Optional.empty(), flag, options);
    }

    private static Definition flagged(ByteReader in, int at, String name) {
        return builtin(at, name, Optional.empty(), in.flag("an option of " + name), List.of());
    }

    private static Definition context(ByteReader in, int at, TaskOperation operation) {
        CoreType type = CoreTypeParser.valueType(in);
        if (type != CoreType.I32) {
            throw new InvalidComponentException(at, "what belongs to a call is an i32, not of type " + type);
        }
        int slot = in.u32("the index of a context slot");
        if (Integer.compareUnsigned(slot, 2) >= 0) {
            throw new InvalidComponentException(at, "context slot " + Integer.toUnsignedString(slot)
                    + " is none, there are 2");
        }
        return new Definition.TaskBuiltin(at, operation, slot);
    }

    private static Definition typed(ByteReader in, int at, String name) {
        return builtin(at, name, Optional.of(in.u32("a type's index")), false, List.of());
    }

    private static Definition typedWithOptions(ByteReader in, int at, String name) {
        int type = in.u32("a type's index");
        List<CanonOption> options = options(in);
        return builtin(at, name, Optional.of(type), options.stream().anyMatch(
                each -> each instanceof CanonOption.Async),
                options);
    }

    private static Definition typedAndFlagged(ByteReader in, int at, String name) {
        int type = in.u32("a type's index");
        return builtin(at, name, Optional.of(type), in.flag("an option of " + name), List.of());
    }

    private static Definition waiting(ByteReader in, int at, String name) {
        boolean cancellable = in.flag("an option of " + name);
        return builtin(at, name, Optional.empty(), cancellable,
                List.of(new CanonOption.Memory(in.u32("a core memory's index"))));
    }

    private static List<CanonOption> options(ByteReader in) {
        return in.vector("canonical options", () -> {
            int at = in.position();
            return switch (in.u8("a canonical option")) {
                case 0x00 -> CanonOption.Encoding.UTF8;
                case 0x01 -> CanonOption.Encoding.UTF16;
                case 0x02 -> CanonOption.Encoding.LATIN1_UTF16;
                case 0x03 -> new CanonOption.Memory(in.u32("a core memory's index"));
                case 0x04 -> new CanonOption.Realloc(in.u32("a core function's index"));
                case 0x05 -> new CanonOption.PostReturn(in.u32("a core function's index"));
                case 0x06 -> new CanonOption.Async();
                case 0x07 -> new CanonOption.Callback(in.u32("a core function's index"));
                default -> throw in.unknown(at, "a canonical option");
            };
        });
    }
}
