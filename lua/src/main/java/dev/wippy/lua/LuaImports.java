package dev.wippy.lua;

import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.CoreMemory;
import dev.wippy.engine.CoreModule;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions that the Lua module imports: see {@code host.h} and {@code guest.c}. */
final class LuaImports {
    private static final long[] NOTHING = {};
    private static final SecureRandom RANDOM = new SecureRandom();

    private final LuaState state;
    private final HostCalls calls;
    private byte[] answer = {};

    LuaImports(LuaState state, HostCalls calls) {
        this.state = state;
        this.calls = calls;
    }

    CoreFunction function(CoreModule.CoreImport wanted) {
        CoreFunction.Body body = switch (wanted.name()) {
            case "try" -> state::protectedCall;
            case "throw" -> LuaState::raise;
            case "call" -> values -> new long[]{calls.inHost(() -> call(values[0], (int) values[1]))};
            case "answer" -> values -> give(values[0]);
            case "write" -> values -> calls.inHost(() -> print(values[0], (int) values[1]));
            case "seed" -> _ -> new long[]{RANDOM.nextInt()};
            case "format-integer" -> values -> format(values, Numerals.integer(text(values[2]), values[3]));
            case "format-float" -> values -> format(
                    values, Numerals.real(text(values[2]), Double.longBitsToDouble(values[3])));
            case "format-text" -> this::formatText;
            case "parse-float" -> values -> new long[]{
                Double.doubleToRawLongBits(Numerals.parse(ascii(values[0], (int) values[1])))};
            default -> throw new IllegalStateException("the Lua module imports " + wanted.name());
        };
        return CoreFunction.host((CoreExternType.Function) wanted.type(), body);
    }

    private CoreMemory memory() {
        return state.memory();
    }

    private int call(long address, int size) {
        state.spend(size);
        List<@Nullable Object> values = LuaValues.read(state.read(unsigned(address), size));
        try {
            String name = String.valueOf(values.getFirst());
            answer = calls.call(name, values.subList(1, values.size()));
            return answer.length;
        } catch (ScriptException raised) {
            answer = LuaValues.write(raised.getMessage());
            return -answer.length;
        }
    }

    private long[] give(long address) {
        state.spend(answer.length);
        memory().write(unsigned(address), answer, 0, answer.length);
        answer = new byte[0];
        return NOTHING;
    }

    private long[] print(long address, int size) {
        state.spend(size);
        calls.print(state.read(unsigned(address), size));
        return NOTHING;
    }

    // Numbers

    private long[] format(long[] values, byte[] text) {
        return format(values[0], (int) values[1], text);
    }

    private long[] format(long address, int size, byte[] text) {
        // As snprintf: cut where the room ends, and the length as if it did not.
        int length = Math.min(text.length, size - 1);
        memory().write(unsigned(address), text, 0, length);
        memory().putByte(unsigned(address) + length, (byte) 0);
        return new long[]{text.length};
    }

    private long[] formatText(long[] values) {
        return format(values[0], (int) values[1], Numerals.text(text(values[2]), bytes(values[3])));
    }

    private String text(long address) {
        return new String(bytes(address), StandardCharsets.ISO_8859_1);
    }

    private String ascii(long address, int size) {
        return new String(state.read(unsigned(address), size), StandardCharsets.ISO_8859_1);
    }

    /** Up to a zero byte. */
    private byte[] bytes(long address) {
        var bytes = new ByteArrayOutputStream();
        long at = unsigned(address);
        for (byte next = memory().getByte(at); next != 0; next = memory().getByte(++at)) {
            bytes.write(next);
        }
        return bytes.toByteArray();
    }

    private static long unsigned(long address) {
        return Integer.toUnsignedLong((int) address);
    }
}
