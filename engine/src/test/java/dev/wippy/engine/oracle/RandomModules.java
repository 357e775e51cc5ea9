package dev.wippy.engine.oracle;

import static dev.wippy.engine.oracle.Type.EXTERNREF;
import static dev.wippy.engine.oracle.Type.F32;
import static dev.wippy.engine.oracle.Type.F64;
import static dev.wippy.engine.oracle.Type.FUNCREF;
import static dev.wippy.engine.oracle.Type.I32;
import static dev.wippy.engine.oracle.Type.I64;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Two random modules: a provider, and a main one that imports functions, the fuel, a tag and perhaps memory and table of
 * the provider, and functions of the host.
 *
 * <p>Chicory takes a function reference for an index, whichever module it comes from: none passes from one to the other.
 */
final class RandomModules {
    static final Type.Function LOG = new Type.Function(List.of(I32), List.of());
    static final Type.Function MIX = new Type.Function(List.of(I64, F32), List.of(F64, I32));

    /** A call to make, by the name of the exported function. */
    record Call(String name, Type.Function type, List<Long> arguments) {
        /** As the script that asks wasmtime reads it. */
        String line() {
            return name + " " + list(type.parameters()) + " " + list(arguments) + " " + list(type.results());
        }

        private static String list(List<? extends Number> numbers) {
            return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
    }

    private static final int PROVIDED = 3;
    private static final int ELEMENTS = 8;

    private final Random random;
    private final boolean plain;
    private final List<Type.Function> types = new ArrayList<>();
    private final List<Integer> plainTypes = new ArrayList<>();
    private final List<Integer> tagTypes = new ArrayList<>();
    private final List<Integer> providedTypes = new ArrayList<>();
    final byte[] provider;
    final byte[] main;
    final List<Call> calls = new ArrayList<>();
    /** Names of functions that tell the state: of globals, table sizes. */
    final List<Call> getters = new ArrayList<>();
    final List<String> memories = new ArrayList<>();

    /**
     * Modules that depend on the seed alone.
     *
     * @param plain whether they are without what Chicory's interpreter does wrong
     */
    RandomModules(long seed, boolean plain) {
        random = new Random(seed);
        this.plain = plain;
        makeTypes();
        provider = provider();
        main = main();
    }

    private int type(List<Integer> parameters, List<Integer> results) {
        var type = new Type.Function(List.copyOf(parameters), List.copyOf(results));
        if (!types.contains(type)) {
            types.add(type);
        }
        return types.indexOf(type);
    }

    private List<Integer> values(int most, boolean references) {
        List<Integer> values = new ArrayList<>();
        for (int count = random.nextInt(most + 1); count > 0; count--) {
            values.add(switch (random.nextInt(references ? 12 : 10)) {
                case 0, 1, 2, 3 -> I32;
                case 4, 5 -> I64;
                case 6, 7 -> F32;
                case 8, 9 -> F64;
                case 10 -> EXTERNREF;
                default -> FUNCREF;
            });
        }
        return values;
    }

    private void makeTypes() {
        plainTypes.add(type(List.of(I32), List.of(I32)));
        plainTypes.add(type(List.of(), List.of()));
        for (int i = 0; i < 3; i++) {
            plainTypes.add(type(values(4, false), values(2, false)));
        }
        for (int i = 0; i < 3; i++) {
            List<Integer> carried = i == 0 ? List.of() : values(3, false);
            tagTypes.add(type(carried, List.of()));
            type(List.of(), carried);
        }
        for (int i = 0; i < 4; i++) {
            type(values(5, true), values(3, true));
        }
        if (random.nextInt(12) == 0) {
            List<Integer> many = new ArrayList<>(Collections.nCopies(100 + random.nextInt(60), I64));
            many.addAll(values(9, true));
            Collections.shuffle(many, random);
            type(many, random.nextBoolean() ? List.of(I32) : values(40, true));
        }
        type(LOG.parameters(), LOG.results());
        type(MIX.parameters(), MIX.results());
        for (int one : new int[]{I32, I64, F32, F64, EXTERNREF}) {
            type(List.of(), List.of(one));
        }
    }

    private Shape shape() {
        Shape shape = new Shape();
        shape.types.addAll(types);
        shape.plain = plain;
        shape.globals.add(new Shape.Global(I32, true));
        return shape;
    }

    private byte[] provider() {
        Shape shape = shape();
        shape.globals.add(new Shape.Global(F64, true));
        shape.globals.add(new Shape.Global(EXTERNREF, true));
        shape.tables.add(FUNCREF);
        shape.memories = 1;
        shape.tags.add(tagTypes.get(0));
        shape.tags.add(tagTypes.get(1));
        for (int i = 0; i < PROVIDED; i++) {
            int type = plainTypes.get(random.nextInt(plainTypes.size()));
            providedTypes.add(type);
            shape.functions.add(type);
            shape.declared.add(i);
        }
        makeCallable(shape);
        Sections sections = new Sections(shape);
        sections.ownFunctions(0);
        sections.table(FUNCREF, ELEMENTS, 20).table(FUNCREF, ELEMENTS, 20);
        sections.memory(1, 3);
        sections.tag(tagTypes.get(0)).tag(tagTypes.get(1));
        shape.globals.forEach(global -> sections.global(global, random));
        for (int i = 0; i < PROVIDED; i++) {
            sections.export("p" + i, 0, i);
        }
        sections.export("table", 1, 1).export("memory", 2, 0).export("fuel", 3, 0).export("level", 3, 1);
        sections.export("tag", 4, 1);
        sections.activeElements(shape.callable);
        sections.declareElements(shape.declared);
        for (int i = 0; i < PROVIDED; i++) {
            sections.code(new RandomBody(random, shape, shape.type(i), 20 + random.nextInt(100)).function());
        }
        return sections.module();
    }

    private void makeCallable(Shape shape) {
        for (int i = 0; i < ELEMENTS; i++) {
            shape.callable.add(shape.declared.get(random.nextInt(shape.declared.size())));
        }
    }

    private byte[] main() {
        Shape shape = shape();
        Sections sections = new Sections(shape);
        sections.importFunction("h", "log", types.indexOf(LOG)).importFunction("h", "mix", types.indexOf(MIX));
        for (int i = 0; i < PROVIDED; i++) {
            sections.importFunction("p", "p" + i, providedTypes.get(i));
        }
        sections.importGlobal("fuel", I32).importGlobal("level", F64);
        shape.globals.add(new Shape.Global(F64, true));
        sections.importTag("tag", tagTypes.get(1));
        shape.tags.add(tagTypes.get(1));
        int imported = shape.functions.size();
        int defined = 2 + random.nextInt(5);
        int firstUsable = types.size() - 7;
        for (int i = 0; i < defined; i++) {
            shape.functions.add(random.nextInt(firstUsable));
        }
        sections.ownFunctions(imported);
        for (int i = 0; i < shape.functions.size(); i++) {
            shape.declared.add(i);
        }
        tablesAndMemories(shape, sections);
        sections.tag(tagTypes.get(0)).tag(tagTypes.get(2));
        shape.tags.add(tagTypes.get(0));
        shape.tags.add(tagTypes.get(2));
        for (int kind : new int[]{I32, I64, F32, F64, EXTERNREF, FUNCREF}) {
            sections.global(new Shape.Global(kind, true), random);
            shape.globals.add(new Shape.Global(kind, true));
        }
        sections.global(new Shape.Global(I64, false), random);
        shape.globals.add(new Shape.Global(I64, false));
        makeCallable(shape);
        sections.activeElements(shape.callable);
        sections.passiveElements(shape.callable.subList(0, 3));
        sections.declareElements(shape.declared);
        shape.elements.add(0);
        shape.elements.add(3);
        for (int i = 0; i < defined; i++) {
            int size = random.nextInt(6) == 0 ? 500 : 20 + random.nextInt(150);
            sections.code(new RandomBody(random, shape, shape.type(imported + i), size).function());
            sections.export("f" + i, 0, imported + i);
            for (int times = 0; times < 3; times++) {
                calls.add(call("f" + i, shape.type(imported + i)));
            }
        }
        getters(shape, sections);
        Collections.shuffle(calls, random);
        return sections.module();
    }

    private void tablesAndMemories(Shape shape, Sections sections) {
        shape.tables.add(FUNCREF);
        if (random.nextBoolean()) {
            sections.importTable("table");
        } else {
            sections.table(FUNCREF, ELEMENTS + random.nextInt(4), 20);
        }
        sections.table(EXTERNREF, ELEMENTS, 12);
        shape.tables.add(EXTERNREF);
        if (random.nextBoolean()) {
            sections.importMemory("memory");
        } else {
            sections.memory(1 + random.nextInt(2), 4);
        }
        shape.memories = 1;
        if (random.nextInt(3) == 0) {
            sections.memory(1, 2);
            shape.memories++;
        }
        for (int i = 0; i < shape.memories; i++) {
            sections.export("memory" + i, 2, i);
            memories.add("memory" + i);
        }
        for (int i = 0; i < 3; i++) {
            byte[] data = new byte[random.nextInt(40)];
            random.nextBytes(data);
            sections.data(data, i == 0, 16_380);
            shape.data.add(data.length);
        }
    }

    private Call call(String name, Type.Function type) {
        List<Long> arguments = new ArrayList<>();
        type.parameters().forEach(one -> arguments.add(Numbers.bits(random, one)));
        return new Call(name, type, arguments);
    }

    private void getters(Shape shape, Sections sections) {
        int next = shape.functions.size();
        sections.extraFunction(types.indexOf(LOG), new Code().op(0, 0x20, 0, 0x24, 0, 0x0b));
        sections.export("refuel", 0, next++);
        for (int i = 0; i < shape.globals.size(); i++) {
            int of = shape.globals.get(i).type();
            if (of != FUNCREF) {
                sections.extraFunction(types.indexOf(new Type.Function(List.of(), List.of(of))),
                        new Code().op(0, 0x23, i, 0x0b));
                sections.export("g" + i, 0, next++);
                getters.add(new Call("g" + i, types.get(types.indexOf(new Type.Function(List.of(), List.of(of)))),
                        List.of()));
            }
        }
        Type.Function present = new Type.Function(List.of(I32), List.of(I32));
        for (int i = 0; i < shape.tables.size(); i++) {
            sections.extraFunction(types.indexOf(new Type.Function(List.of(), List.of(I32))),
                    new Code().op(0, 0xfc, 16, i, 0x0b));
            sections.export("s" + i, 0, next++);
            getters.add(new Call("s" + i, new Type.Function(List.of(), List.of(I32)), List.of()));
            sections.extraFunction(types.indexOf(present), new Code().op(0, 0x20, 0, 0x25, i, 0xd1, 0x0b));
            sections.export("n" + i, 0, next++);
            for (long at = 0; at < ELEMENTS + 2; at++) {
                getters.add(new Call("n" + i, present, List.of(at)));
            }
        }
    }
}
