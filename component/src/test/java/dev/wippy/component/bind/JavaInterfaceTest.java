package dev.wippy.component.bind;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.component.abi.CaseValue;
import dev.wippy.component.abi.ComponentFunction;
import dev.wippy.component.abi.Resource;
import dev.wippy.component.abi.ResourceType;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ResourceSlot;
import dev.wippy.component.types.ValueType;
import dev.wippy.component.types.ValueType.Primitive;
import java.lang.invoke.MethodHandles;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

final class JavaInterfaceTest {

    private static final ValueType U32 = Primitive.U32;
    private static final ValueType STRING = Primitive.STRING;
    private static final ResourceSlot STREAM = new ResourceSlot(3, "input-stream");
    private static final ValueType ERROR_CODE = new ValueType.Enum(List.of("no-entry", "access"));
    private static final ValueType MODES = new ValueType.Flags(List.of("read", "write"));
    private static final ValueType STAT = new ValueType.Record(List.of(new ValueType.Field("file-size", Primitive.U64),
            new ValueType.Field("link-name", new ValueType.OptionOf(STRING))));
    private static final ValueType STREAM_ERROR = new ValueType.Variant(List.of(
            new ValueType.Case("last-operation-failed", Optional.of(STRING)),
            new ValueType.Case("closed", Optional.empty())));

    public enum ErrorCode {
        NO_ENTRY,
        ACCESS,
        OUR_OWN
    }

    public enum Mode {
        READ,
        WRITE
    }

    public record Stat(@Unsigned long fileSize, Optional<String> linkName) {}

    public sealed interface StreamError {
        record LastOperationFailed(String reason) implements StreamError {}

        record Closed() implements StreamError {}
    }

    @WitResource("input-stream")
    public static class InputStream implements AutoCloseable {
        final List<String> log = new ArrayList<>();

        @Override
        public void close() {
            log.add("closed");
        }
    }

    public record Numbers(byte a, short b, int c, long d, short e, int f, long g, BigInteger h) {}

    public record Bits(@Unsigned byte a, @Unsigned short b, @Unsigned int c, @Unsigned long d) {}

    /** An implementation of everything. */
    public static class Api {
        Object seen = "nothing";

        @WitFunction("greet")
        public String greet(String name) {
            return "Hello, " + name + "!";
        }

        @WitFunction("numbers")
        public Numbers numbers(Numbers numbers) {
            seen = numbers;
            return numbers;
        }

        @WitFunction("bits")
        public Bits bits(Bits bits) {
            seen = bits;
            return bits;
        }

        @WitFunction("scalars")
        public void scalars(boolean a, float b, double c, int d) {
            seen = List.of(a, b, c, d);
        }

        @WitFunction("wide")
        public long wide(int small) {
            return small == 0 ? -1 : 1L << 32;
        }

        @WitFunction("stat")
        public Stat stat(List<Stat> stats) {
            seen = stats;
            return stats.getFirst();
        }

        @WitFunction("bytes")
        public byte[] bytes(byte[] bytes) {
            return bytes;
        }

        @WitFunction("modes")
        public Set<Mode> modes(EnumSet<Mode> modes) {
            seen = modes;
            return modes;
        }

        @WitFunction("error")
        public ErrorCode error(ErrorCode code) {
            return code == ErrorCode.NO_ENTRY ? ErrorCode.ACCESS : ErrorCode.OUR_OWN;
        }

        @WitFunction("variant")
        public StreamError variant(StreamError error) {
            seen = error;
            return error;
        }

        @WitFunction("result")
        public Result<String, StreamError> result(Result<Void, ErrorCode> result) {
            seen = result;
            return result instanceof Result.Ok ? Result.ok("fine") : Result.err(new StreamError.Closed());
        }

        @WitFunction("throws")
        public String throwing(int how) throws Exception {
            switch (how) {
                case 0 -> throw new WitErrorException(ErrorCode.ACCESS);
                case 1 -> throw new WitErrorException("text");
                case 2 -> throw new IllegalArgumentException("bug");
                case 3 -> throw new Exception("checked");
                default -> {
                    return "fine";
                }
            }
        }

        @WitFunction("throws-variant")
        public void throwingVariant() {
            throw new WitErrorException(new StreamError.LastOperationFailed("disk"));
        }

        @WitFunction("none")
        public String none() {
            return null;
        }

        @WitFunction("[constructor]input-stream")
        public InputStream open() {
            return new InputStream();
        }

        @WitFunction("[method]input-stream.read")
        public Result<byte[], StreamError> read(InputStream self, @Unsigned long length) {
            self.log.add("read " + length);
            return Result.ok(new byte[0]);
        }

        @WitFunction("[static]input-stream.join")
        public static String join(List<InputStream> streams) {
            return "joined " + streams.size();
        }

        @WitFunction("later")
        public Callable<Optional<String>> later() {
            return () -> Optional.of("now");
        }
    }

    private final Api api = new Api();
    private final JavaInterface bound = JavaInterface.of(api, new Calling());

    /** Stands for an adapter of Monos. */
    private record Calling() implements ReturnAdapter {
        @Override
        public Class<?> wrapper() {
            return Callable.class;
        }

        @Override
        public Object unwrap(String function, Object wrapped) {
            try {
                return ((Callable<?>) wrapped).call();
            } catch (Exception e) {
                throw new AssertionError(function, e);
            }
        }
    }

    private static FunctionType type(ValueType result, ValueType... parameters) {
        List<FunctionType.Parameter> list = new ArrayList<>();
        for (ValueType parameter : parameters) {
            list.add(new FunctionType.Parameter("p" + list.size(), parameter));
        }
        return new FunctionType(list, Optional.ofNullable(result), false);
    }

    private Object call(String name, FunctionType type, Object... arguments) {
        return bound.function(name, type).orElseThrow().call(arguments);
    }

    private static ValueType tuple(ValueType... types) {
        return new ValueType.Tuple(List.of(types));
    }

    private static ValueType result(ValueType ok, ValueType err) {
        return new ValueType.ResultOf(Optional.ofNullable(ok), Optional.ofNullable(err));
    }

    @Test
    void strings_go_in_and_out() {
        assertEquals("Hello, World!", call("greet", type(STRING, STRING), "World"));
    }

    @Test
    void numbers_are_java_s_of_their_width_and_the_wider_ones_of_unsigned() {
        ValueType type = tuple(Primitive.S8, Primitive.S16, Primitive.S32, Primitive.S64, Primitive.U8, Primitive.U16,
                U32, Primitive.U64);
        Object[] values = {-1, -2, -3, -4L, 255, 65535, -1, -1L};
        assertArrayEquals(values, (Object[]) call("numbers", type(type, type), (Object) values));
        assertEquals(new Numbers((byte) -1, (short) -2, -3, -4, (short) 255, 65535, 4294967295L,
                new BigInteger("18446744073709551615")), api.seen);
    }

    @Test
    void unsigned_numbers_are_bits_where_the_method_says_so() {
        ValueType type = tuple(Primitive.U8, Primitive.U16, U32, Primitive.U64);
        Object[] values = {255, 65535, -1, -1L};
        assertArrayEquals(values, (Object[]) call("bits", type(type, type), (Object) values));
        assertEquals(new Bits((byte) -1, (short) -1, -1, -1), api.seen);
    }

    @Test
    void booleans_floats_and_characters_are_java_s() {
        FunctionType type = type(null, Primitive.BOOL, Primitive.F32, Primitive.F64, Primitive.CHAR);
        assertEquals(null, call("scalars", type, true, 1.5f, 2.5, 0x1f370));
        assertEquals(List.of(true, 1.5f, 2.5, 0x1f370), api.seen);
    }

    @Test
    void an_unsigned_result_out_of_range_is_the_methods_fault() {
        FunctionType type = type(U32, Primitive.S32);
        assertEquals("host function wide does not keep to its type: -1 is not in the range of u32, 0 to 4294967295",
                assertThrows(IllegalStateException.class, () -> call("wide", type, 0)).getMessage());
        assertThrows(IllegalStateException.class, () -> call("wide", type, 1));
    }

    @Test
    void records_options_and_lists_are_java_s() {
        Object[] stat = {-1L, Optional.of("x")};
        FunctionType type = type(STAT, new ValueType.ListOf(STAT));
        assertArrayEquals(stat, (Object[]) call("stat", type, (Object) new Object[]{stat}));
        assertEquals(List.of(new Stat(-1, Optional.of("x"))), api.seen);
        byte[] bytes = {1, 2};
        ValueType list = new ValueType.ListOf(Primitive.U8);
        assertSame(bytes, call("bytes", type(list, list), (Object) bytes));
    }

    @Test
    void enums_and_flags_go_by_name() {
        assertEquals(1, call("error", type(ERROR_CODE, ERROR_CODE), 0));
        assertEquals("host function error does not keep to its type: ErrorCode.OUR_OWN is no case of the WIT type",
                assertThrows(IllegalStateException.class, () -> call("error", type(ERROR_CODE, ERROR_CODE), 1))
                        .getMessage());
        assertEquals(2, call("modes", type(MODES, MODES), 2));
        assertEquals(EnumSet.of(Mode.WRITE), api.seen);
    }

    @Test
    void variants_are_sealed_interfaces() {
        FunctionType type = type(STREAM_ERROR, STREAM_ERROR);
        assertEquals(new CaseValue(0, "disk"), call("variant", type, new CaseValue(0, "disk")));
        assertEquals(new StreamError.LastOperationFailed("disk"), api.seen);
        assertEquals(new CaseValue(1, null), call("variant", type, new CaseValue(1, null)));
        assertEquals(new StreamError.Closed(), api.seen);
    }

    @Test
    void results_are_results() {
        FunctionType type = type(result(STRING, STREAM_ERROR), result(null, ERROR_CODE));
        assertEquals(CaseValue.ok("fine"), call("result", type, CaseValue.ok(null)));
        assertEquals(CaseValue.err(new CaseValue(1, null)), call("result", type, CaseValue.err(1)));
        assertEquals(Result.err(ErrorCode.ACCESS), api.seen);
    }

    @Test
    void a_method_may_return_success_and_throw_failure() {
        FunctionType type = type(result(STRING, ERROR_CODE), Primitive.S32);
        assertEquals(CaseValue.ok("fine"), call("throws", type, 9));
        assertEquals(CaseValue.err(1), call("throws", type, 0));
        assertEquals(CaseValue.err(new CaseValue(0, "disk")), call("throws-variant", type(result(null, STREAM_ERROR))));
        assertEquals(CaseValue.err(null), call("throws-variant", type(result(null, null))));
        assertTrue(assertThrows(IllegalStateException.class, () -> call("throws", type, 1)).getMessage()
                .startsWith(
                        "host function throws does not keep to its type: the error of a WitErrorException does not fit:"));
    }

    @Test
    void other_exceptions_pass_and_a_wit_error_too_where_nothing_can_carry_it() {
        FunctionType type = type(result(STRING, ERROR_CODE), Primitive.S32);
        assertEquals("bug", assertThrows(IllegalArgumentException.class, () -> call("throws", type, 2)).getMessage());
        assertEquals("checked",
                assertThrows(IllegalStateException.class, () -> call("throws", type, 3)).getCause().getMessage());
        FunctionType plain = type(STRING, Primitive.S32);
        assertThrows(WitErrorException.class, () -> call("throws", plain, 0));
    }

    @Test
    void null_is_never_a_value() {
        assertEquals("host function none does not keep to its type: a String is null",
                assertThrows(IllegalStateException.class, () -> call("none", type(STRING))).getMessage());
    }

    @Test
    void resources_are_objects_of_their_class_and_close_when_dropped() {
        ResourceType type = bound.resource("input-stream").orElseThrow();
        assertSame(type, JavaInterface.resourceType(InputStream.class).orElseThrow());
        Resource opened = (Resource) call("[constructor]input-stream", type(new ValueType.Own(STREAM)));
        assertSame(type, opened.type());
        FunctionType read = type(result(new ValueType.ListOf(Primitive.U8), STREAM_ERROR), new ValueType.Borrow(STREAM),
                Primitive.U64);
        call("[method]input-stream.read", read, opened, 7L);
        assertEquals("joined 1", call("[static]input-stream.join",
                type(STRING, new ValueType.ListOf(new ValueType.Own(STREAM))), (Object) new Object[]{opened}));
        opened.drop();
        assertEquals(List.of("read 7", "closed"), ((InputStream) opened.representation()).log);
        assertEquals(Optional.empty(), bound.resource("output-stream"));
    }

    @Test
    void a_wrapped_return_is_unwrapped_by_its_adapter() {
        assertEquals(Optional.of("now"), call("later", type(new ValueType.OptionOf(STRING))));
        assertThrows(BindException.class, () -> JavaInterface.of(api).function("later",
                type(new ValueType.OptionOf(STRING))));
    }

    @Test
    void objects_of_one_class_share_a_binding_and_keep_their_state() {
        FunctionType type = type(STREAM_ERROR, STREAM_ERROR);
        Api other = new Api();
        ComponentFunction one = bound.function("variant", type).orElseThrow();
        ComponentFunction two = JavaInterface.of(other, new Calling()).function("variant", type).orElseThrow();
        assertNotSame(one, two);
        two.call(new Object[]{new CaseValue(1, null)});
        assertEquals("nothing", api.seen);
        assertEquals(new StreamError.Closed(), other.seen);
    }

    @Test
    void a_function_that_no_method_offers_is_absent() {
        assertEquals(Optional.empty(), bound.function("missing", type(null)));
    }

    @Test
    void a_mismatch_shows_both_sides() {
        BindException thrown = assertThrows(BindException.class, () -> bound.function("[method]input-stream.read",
                type(result(new ValueType.ListOf(Primitive.U8), STREAM_ERROR), new ValueType.Borrow(STREAM), U32)));
        assertEquals("""
                the Java method does not fit the WIT function: parameter 2 (p1): u32 is long or @Unsigned int in Java, not \
                @dev.wippy.component.bind.Unsigned() long
                  WIT:  [method]input-stream.read: func(p0: borrow<input-stream>, p1: u32) -> result<list<u8>, variant \
                {last-operation-failed(string), closed}>
                  Java: [method]input-stream.read: func(self: input-stream, length: u64) -> result<list<u8>, stream-error>
                        public dev.wippy.component.bind.Result<byte[], \
                dev.wippy.component.bind.JavaInterfaceTest$StreamError> \
                dev.wippy.component.bind.JavaInterfaceTest$Api.read(dev.wippy.component.bind.JavaInterfaceTest$InputStream,\
                long)""", thrown.getMessage());
    }

    private String mismatch(String name, FunctionType type) {
        String message = assertThrows(BindException.class, () -> bound.function(name, type)).getMessage();
        return message.substring("the Java method does not fit the WIT function: ".length(), message.indexOf('\n'));
    }

    @Test
    void each_kind_of_mismatch_says_what_would_fit() {
        assertEquals("it has 1 parameters, not 0", mismatch("greet", type(STRING)));
        assertEquals("result: s32 is int in Java, not java.lang.String", mismatch("greet", type(Primitive.S32,
                STRING)));
        assertEquals("result: what carries nothing is void, or java.lang.Void, in Java, not java.lang.String",
                mismatch("greet", type(null, STRING)));
        assertEquals(
                "parameter 1 (p0): enum dev.wippy.component.bind.JavaInterfaceTest$ErrorCode has no constant for quota",
                mismatch("error", type(ERROR_CODE, new ValueType.Enum(List.of("quota")))));
        assertEquals(
                "parameter 1 (p0): component 1 of dev.wippy.component.bind.JavaInterfaceTest$Stat is called fileSize,"
                        + " where WIT has size",
                mismatch("stat", type(STAT, new ValueType.ListOf(new ValueType.Record(
                        List.of(new ValueType.Field("size", Primitive.U64), new ValueType.Field("name", STRING)))))));
        assertEquals(
                "parameter 1 (p0): dev.wippy.component.bind.JavaInterfaceTest$StreamError has no record for the case"
                        + " gone", mismatch("variant", type(STREAM_ERROR, new ValueType.Variant(
                                List.of(new ValueType.Case("gone", Optional.empty()))))));
    }

    /** Marked twice. */
    public static final class Twice {
        @WitFunction("f")
        public void one() {}

        @WitFunction("f")
        public void two() {}
    }

    @Test
    void two_methods_of_one_name_are_refused() {
        String message = assertThrows(BindException.class, () -> JavaInterface.of(new Twice())).getMessage();
        assertTrue(message.startsWith("two methods are marked @WitFunction(\"f\"):\n"), message);
    }

    /** Not public. */
    private static final class Hidden {
        @WitFunction("f")
        void run() {}
    }

    @Test
    void a_method_that_can_not_be_called_says_how_to_bind_it() {
        String message = assertThrows(BindException.class,
                () -> JavaInterface.of(new Hidden()).function("f", type(null))).getMessage();
        assertTrue(message.contains("or bind with a MethodHandles.Lookup"), message);
        assertEquals(null, JavaInterface.of(new Hidden(), MethodHandles.lookup()).function("f", type(null))
                .orElseThrow()
                .call(new Object[0]));
    }

    /** Overrides, with a bridge. */
    public static class Covariant extends Api {
        @Override
        @WitFunction("greet")
        public String greet(String name) {
            return "Hi, " + name;
        }
    }

    @Test
    void an_overriding_method_stands_for_what_it_overrides() {
        assertEquals("Hi, World", JavaInterface.of(new Covariant()).function("greet", type(STRING, STRING))
                .orElseThrow()
                .call(new Object[]{"World"}));
    }
}
