package dev.wippy.component.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ValueType;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.CoreType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds the plans to what the specification's own code does: {@code src/test/vectors/generate.py} ran it over random
 * types and values.
 */
final class SpecificationVectorsTest {

    /** A line of values.tsv. */
    private record Vector(
            StringEncoding encoding,
            List<ValueType> types,
            Object[] values,
            String coreTypes,
            long[] core,
            String memory,
            String trace,
            String resultTypes,
            String text) {

        static Vector of(String line) {
            String[] parts = line.split("\t", -1);
            List<ValueType> types = TypeText.types(parts[1]);
            long[] core = Stream.of(parts[4].split(" ")).filter(each -> !each.isEmpty())
                    .mapToLong(HexFormat::fromHexDigitsToLong).toArray();
            return new Vector(encodingNamed(parts[0]), types, TypeText.values(types, parts[2]), parts[3], core,
                    parts[5],
                    parts[6], parts[7], parts[1] + " " + parts[2]);
        }

        FunctionType function() {
            return new FunctionType(types.stream().map(type -> new FunctionType.Parameter("p", type)).toList(),
                    Optional.empty(), false);
        }
    }

    private static StringEncoding encodingNamed(String name) {
        return Arrays.stream(StringEncoding.values()).filter(each -> each.toString().equals(name)).findFirst()
                .orElseThrow();
    }

    private static List<String> lines(String file) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(SpecificationVectorsTest.class.getResourceAsStream(file)),
                StandardCharsets.US_ASCII))) {
            return reader.lines().toList();
        }
    }

    private static List<Vector> vectors() throws IOException {
        return lines("values.tsv").stream().map(Vector::of).toList();
    }

    private static String names(List<CoreType> types, String separator) {
        return types.stream().map(type -> type.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(separator));
    }

    private static String names(CoreExternType.Function type) {
        return names(type.parameters(), ",") + "->" + names(type.results(), ",");
    }

    @TestFactory
    Stream<DynamicTest> lifted_functions_pass_what_the_specification_lowers() throws IOException {
        return vectors().stream().map(vector -> DynamicTest.dynamicTest(brief(vector.text()), () -> {
            Guest guest = new Guest("guest", 0);
            CanonicalPlan plan = CanonicalPlan.of(vector.function(), vector.encoding());
            List<long[]> passed = new ArrayList<>();
            CoreFunction core = CoreFunction.host(plan.liftedCoreType(), arguments -> {
                passed.add(arguments);
                return new long[0];
            });
            plan.lift("f", core, guest.options(vector.encoding()), guest.state).call(vector.values());
            assertEquals(vector.coreTypes(), names(plan.liftedCoreType().parameters(), " "));
            assertEquals(Arrays.toString(vector.core()), Arrays.toString(passed.getFirst()));
            assertEquals(vector.memory(),
                    HexFormat.of().formatHex(guest.memory.bytes, Guest.START, Math.max(Guest.START, guest.mark)));
            assertEquals(vector.trace(), String.join(" ", guest.trace));
        }));
    }

    @TestFactory
    Stream<DynamicTest> lowered_functions_lift_what_the_specification_lowered() throws IOException {
        return vectors().stream().map(vector -> DynamicTest.dynamicTest(brief(vector.text()), () -> {
            Guest guest = new Guest("guest", 0);
            byte[] memory = HexFormat.of().parseHex(vector.memory());
            System.arraycopy(memory, 0, guest.memory.bytes, Guest.START, memory.length);
            CanonicalPlan plan = CanonicalPlan.of(vector.function(), vector.encoding());
            List<Object[]> passed = new ArrayList<>();
            ComponentFunction host = arguments -> {
                passed.add(arguments);
                return null;
            };
            plan.lower("f", host, guest.options(vector.encoding()), guest.state).call(vector.core());
            assertEquals(TypeText.print(vector.values()), TypeText.print(passed.getFirst()));
        }));
    }

    @Test
    void results_flatten_as_the_specification_says() throws IOException {
        for (Vector vector : vectors()) {
            FunctionType type = new FunctionType(List.of(), vector.types().stream().findFirst(), false);
            CanonicalPlan plan = CanonicalPlan.of(type, vector.encoding());
            assertEquals(vector.resultTypes(), names(plan.liftedCoreType()) + " " + names(plan.loweredCoreType()),
                    vector.text());
        }
    }

    @Test
    void results_come_back_as_they_went() throws IOException {
        for (Vector vector : vectors()) {
            if (vector.types().isEmpty()) {
                continue;
            }
            FunctionType type = new FunctionType(List.of(), vector.types().stream().findFirst(), false);
            CanonicalPlan plan = CanonicalPlan.of(type, vector.encoding());
            Guest guest = new Guest("guest", 0);
            CanonicalOptions options = guest.options(vector.encoding());
            // The guest's function calls the host's, and gives its result on from where it was lowered to.
            boolean spills = plan.loweredCoreType().results().isEmpty();
            CoreFunction lowered = plan.lower("host", _ -> vector.values()[0], options, guest.state);
            CoreFunction core = CoreFunction.host(plan.liftedCoreType(), _ -> {
                if (spills) {
                    lowered.call(32768);
                    return new long[]{32768};
                }
                return lowered.call();
            });
            Object result = plan.lift("guest", core, options, guest.state).call(new Object[0]);
            assertEquals(TypeText.print(vector.values()[0]), TypeText.print(result), vector.text());
        }
    }

    @Test
    void types_print_as_wit_does() throws IOException {
        for (String line : lines("values.tsv")) {
            String text = line.split("\t", -1)[1];
            assertEquals(text, TypeText.types(text).stream().map(Object::toString).collect(Collectors.joining("; ")));
        }
    }

    @TestFactory
    Stream<DynamicTest> strings_are_transcoded_with_the_allocations_of_the_specification() throws IOException {
        return lines("strings.tsv").stream().map(line -> DynamicTest.dynamicTest(brief(line), () -> {
            String[] parts = line.split("\t", -1);
            StringEncoding target = encodingNamed(parts[1]);
            String string = TypeText.unquote(parts[2]);
            Guest guest = new Guest("guest", 0);
            LiftLowerContext cx =
                    new LiftLowerContext("f", guest.state, guest.options(target), encodingNamed(parts[0]));
            long packed = new StringCodec().storeRange(cx, string);
            long pointer = packed & 0xffffffffL;
            byte[] bytes = HexFormat.of().parseHex(parts[5]);
            assertEquals(parts[3] + " " + parts[4], pointer + " " + (packed >>> 32));
            assertEquals(parts[5], HexFormat.of().formatHex(guest.memory.bytes, (int) pointer,
                    (int) pointer + bytes.length));
            assertEquals(parts[6], String.join(" ", guest.trace));
            assertEquals(string, new StringCodec().loadRange(cx, pointer, (int) (packed >>> 32)));
        }));
    }

    private static String brief(String text) {
        return "vector: " + (text.length() > 100 ? text.substring(0, 100) : text);
    }
}
