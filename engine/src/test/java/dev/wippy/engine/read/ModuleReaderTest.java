package dev.wippy.engine.read;

import static dev.wippy.engine.read.ModuleBytes.concat;
import static dev.wippy.engine.read.ModuleBytes.of;
import static dev.wippy.engine.read.ModuleBytes.type;
import static dev.wippy.engine.read.ModuleBytes.vector;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.engine.InvalidModuleException;
import dev.wippy.engine.UnsupportedModuleException;
import dev.wippy.engine.read.ConstantExpression.Arithmetic;
import dev.wippy.engine.read.ConstantExpression.Global;
import dev.wippy.engine.read.ConstantExpression.Number;
import dev.wippy.engine.read.ElementSegment.Mode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModuleReaderTest {
    private final ModuleDefinition sample = ModuleReader.read(SampleModule.bytes());

    @Test
    void an_empty_module_has_nothing() {
        byte[] bytes = new ModuleBytes().bytes();
        var module = ModuleReader.read(bytes);
        assertSame(bytes, module.bytes());
        assertEquals(List.of(), module.bodies());
        assertEquals(OptionalInt.empty(), module.start());
    }

    @Test
    void equal_types_have_one_canonical_index() {
        assertEquals(List.of(0, 1, 2, 3, 4, 0),
                IntStream.range(0, sample.typeCount()).mapToObj(sample::canonicalType).toList());
        assertEquals("il>i", sample.type(1).signature());
        assertEquals("[i32 i64] -> [i32]", sample.type(1).toString());
    }

    @Test
    void a_type_that_refers_to_itself_is_equal_wherever_it_stands() {
        byte[] nothing = type(of(), of());
        var first = ModuleReader.read(new ModuleBytes().types(of(0x60, 1, 0x63, 0, 0)).bytes());
        var second = ModuleReader.read(new ModuleBytes()
                .types(nothing, of(0x60, 1, 0x63, 1, 0), of(0x60, 1, 0x63, 2, 0), of(0x60, 1, 0x63, 1, 0)).bytes());
        assertEquals(first.type(0), second.type(1));
        assertEquals(second.type(1), second.type(2));
        assertEquals(1, second.canonicalType(2));
        assertNotEquals(second.type(1), second.type(3));
    }

    @Test
    void references_to_equal_types_are_equal_across_modules() {
        byte[] nothing = type(of(), of());
        byte[] number = type(of(0x7f), of());
        var first = ModuleReader.read(new ModuleBytes().types(number, of(0x60, 1, 0x64, 0, 0)).bytes());
        var second = ModuleReader.read(new ModuleBytes().types(nothing, number, of(0x60, 1, 0x64, 1, 0)).bytes());
        assertEquals(first.type(1), second.type(2));
        assertNotEquals(first.type(1),
                ModuleReader.read(new ModuleBytes().types(nothing, of(0x60, 1, 0x64, 0, 0)).bytes()).type(1));
    }

    @Test
    void references_match_across_modules_by_what_they_refer_to() {
        byte[] nothing = type(of(), of());
        byte[] number = type(of(0x7f), of());
        var first = ModuleReader.read(new ModuleBytes().types(nothing, number).bytes());
        var second = ModuleReader.read(new ModuleBytes().types(number, nothing).bytes());
        int ours = ValType.reference(ValType.heapOfIndex(0), false);
        assertEquals(List.of(true, false, true, false), List.of(
                first.matches(ours, second, ValType.reference(ValType.heapOfIndex(1), true)),
                first.matches(ours, second, ValType.reference(ValType.heapOfIndex(0), true)),
                first.matches(ours, second, ValType.FUNCREF),
                first.matches(ValType.FUNCREF, second, ours)));
    }

    @Test
    void imports_come_first_in_each_index_space() {
        assertEquals(List.of(
                new ModuleImport("h", "f", new ExternType.Function(1)),
                new ModuleImport("h", "t", new ExternType.Table(ValType.FUNCREF, 0, OptionalLong.of(9))),
                new ModuleImport("h", "m", new ExternType.Memory(1, OptionalLong.empty())),
                new ModuleImport("h", "g", new ExternType.Global(ValType.I32, false)),
                new ModuleImport("h", "e", new ExternType.Tag(3))), sample.imports());
        assertEquals(List.of(1, 1, 1, 1, 1), List.of(sample.importedFunctions(), sample.importedTables(),
                sample.importedMemories(), sample.importedGlobals(), sample.importedTags()));
        assertEquals(List.of(4, 4, 2, 4, 2), List.of(sample.functionCount(), sample.tables().size(),
                sample.memories().size(), sample.globals().size(), sample.tags().size()));
    }

    @Test
    void constant_expressions_are_lists_of_operations() {
        assertEquals(new ConstantExpression(ValType.I32,
                List.of(new Global(0), new Number(ValType.I32, 3), Arithmetic.I32_ADD)), sample.globalStart(1));
        assertEquals(Optional.of(new ConstantExpression(ValType.reference(ValType.heapOfIndex(0), false),
                List.of(new ConstantExpression.Function(1)))), sample.tableStart(2));
    }

    @Test
    void segments_have_their_mode_their_table_and_their_elements() {
        assertEquals(List.of(Mode.ACTIVE, Mode.PASSIVE, Mode.ACTIVE, Mode.DECLARATIVE, Mode.ACTIVE, Mode.PASSIVE,
                Mode.ACTIVE, Mode.DECLARATIVE), sample.elements().stream().map(ElementSegment::mode).toList());
        assertEquals(List.of(0, 0, 1, 0, 0, 0, 1, 0), sample.elements().stream().map(ElementSegment::table).toList());
        var expressions = (ElementSegment.Functions) sample.elements().get(6).elements();
        assertEquals(List.of(2, -1), List.of(expressions.function(0), expressions.function(1)));
        assertEquals(List.of(true, false, true), sample.data().stream().map(DataSegment::isActive).toList());
        var data = sample.data().getFirst();
        assertEquals(List.of(2, (byte) 1), List.of(data.length(), sample.bytes()[data.offset()]));
    }

    @Test
    void exports_and_imports_have_the_public_types() {
        assertEquals(List.of("a", "b", "c", "d", "e"), sample.coreExports().stream().map(e -> e.name()).toList());
        assertEquals("[I32, I64] -> [I32]", sample.coreImports().getFirst().type().toString());
    }

    @Test
    void functions_are_named_by_the_name_section_then_by_exports_and_imports() {
        assertEquals(List.of(Optional.of("h.f"), Optional.of("f"), Optional.empty(), Optional.empty()),
                IntStream.range(0, 4).mapToObj(sample::functionName).toList());
        assertEquals(Optional.of("M"), sample.name());
    }

    @Test
    void a_name_section_of_garbage_is_no_error() {
        byte[] name = of(4, 'n', 'a', 'm', 'e');
        var module = ModuleReader.read(new ModuleBytes()
                .section(0, concat(name, of(0, 2, 1, 'M', 1, 9, 200, 1, 5, 1, 0xff))).bytes());
        assertEquals(Optional.of("M"), module.name());
        assertEquals(Optional.empty(), module.functionName(5));
    }

    @Test
    void memories_and_tables_of_64_bits_are_refused_by_name() {
        var error = assertThrows(UnsupportedModuleException.class,
                () -> ModuleValidator.read(new ModuleBytes().section(5, of(1, 4, 1)).bytes()));
        assertEquals("64-bit memories and tables (memory64) is not supported (memory section, offset 0xb); "
                + "build for wasm32 instead of wasm64, without -mmemory64 or -sMEMORY64", error.getMessage());
    }

    @Test
    void shared_memories_and_structures_are_left_to_another_engine() {
        assertEquals(new ReadModule.NeedsOther(Feature.THREADS, "memory section, offset 0xb"),
                ModuleValidator.read(new ModuleBytes().section(5, of(1, 3, 1, 1)).bytes()));
        assertEquals(new ReadModule.NeedsOther(Feature.GARBAGE_COLLECTION, "type section, offset 0xb"),
                ModuleValidator.read(new ModuleBytes().types(of(0x5f, 0)).bytes()));
        assertEquals(new ReadModule.NeedsOther(Feature.GARBAGE_COLLECTION, "type section, offset 0xd"),
                ModuleValidator.read(new ModuleBytes().types(of(0x60, 1, 0x6e, 0)).bytes()));
    }

    @Test
    void a_component_is_not_a_module() {
        var error = assertThrows(InvalidModuleException.class,
                () -> ModuleReader.read(of(0, 'a', 's', 'm', 0x0d, 0, 1, 0)));
        assertEquals("unknown binary version 65549: 1 is known (header, offset 0x4)", error.getMessage());
    }

    @Test
    void names_in_messages_are_escaped_and_cut() {
        byte[] export = of(3, 'a', '\n', '"', 4, 0);
        var error = assertThrows(InvalidModuleException.class, () -> ModuleReader.read(new ModuleBytes()
                .types(type(of(), of())).section(13, of(1, 0, 0)).section(7, vector(export, export)).bytes()));
        assertEquals("duplicate export name \"a\\u{a}\\u{22}\" (export section, offset 0x1c)", error.getMessage());
        assertEquals(123, ByteReader.quote("x".repeat(1_000)).length());
    }

    @Test
    void sections_out_of_order_are_refused() {
        var error = assertThrows(InvalidModuleException.class,
                () -> ModuleReader.read(new ModuleBytes().section(5, of(0)).section(1, of(0)).bytes()));
        assertEquals("unexpected content after last section: type section (module, offset 0xb)", error.getMessage());
    }

    @Test
    void elements_of_any_expressions_stay_expressions() {
        byte[] global = of(0x70, 0, 0xd0, 0x70, 0x0b);
        byte[] segment = of(5, 0x70, 3, 0xd0, 0x70, 0x0b, 0x23, 0, 0x0b, 0xd0, 0x70, 0x0b);
        var module = ModuleReader.read(new ModuleBytes().section(6, vector(global)).section(9, vector(segment))
                .bytes());
        var none = new ConstantExpression(ValType.FUNCREF, List.of(new ConstantExpression.Null(ValType.FUNCREF)));
        assertEquals(new ElementSegment.Expressions(
                List.of(none, new ConstantExpression(ValType.FUNCREF, List.of(new Global(0))), none)),
                module.elements().getFirst().elements());
    }
}
