package dev.wippy.engine.read;

import static dev.wippy.engine.read.ModuleBytes.concat;
import static dev.wippy.engine.read.ModuleBytes.leb;
import static dev.wippy.engine.read.ModuleBytes.of;
import static dev.wippy.engine.read.ModuleBytes.type;
import static dev.wippy.engine.read.ModuleBytes.vector;

import java.nio.charset.StandardCharsets;

/** A valid module with something of everything: each section, each form of segment, each feature in its bodies. */
public final class SampleModule {
    private static final byte[] I32_ZERO = of(0x41, 0, 0x0b);

    private SampleModule() {}

    public static byte[] bytes() {
        return new ModuleBytes()
                .types(type(of(), of()), type(of(0x7f, 0x7e), of(0x7f)), of(0x60, 1, 0x63, 2, 0), type(of(0x7f), of()),
                        of(0x4e, 1, 0x60, 0, 1, 0x64, 0x69), type(of(), of()))
                .section(2, vector(imported("f", of(0, 1)), imported("t", of(1, 0x70, 1, 0, 9)),
                        imported("m", of(2, 0, 1)), imported("g", of(3, 0x7f, 0)), imported("e", of(4, 0, 3))))
                .section(3, of(3, 0, 1, 4))
                .section(4, vector(of(0x70, 0, 4), of(0x40, 0, 0x64, 0, 0, 2, 0xd2, 1, 0x0b), of(0x6f, 1, 0, 5)))
                .section(5, vector(of(1, 1, 2)))
                .section(13, of(1, 0, 0))
                .section(6, vector(of(0x7f, 1, 0x23, 0, 0x41, 3, 0x6a, 0x0b), of(0x7e, 0, 0x42, 7, 0x0b),
                        of(0x70, 1, 0xd0, 0x70, 0x0b)))
                .section(7, vector(of(1, 'a', 0, 1), of(1, 'b', 1, 0), of(1, 'c', 2, 1), of(1, 'd', 3, 1),
                        of(1, 'e', 4, 1)))
                .section(8, of(1))
                .section(9, elements())
                .section(12, of(3))
                .code(ModuleBytes.body(of(2, 2, 0x7f, 1, 0x64, 0), body()),
                        ModuleBytes.body(of(0), of(0x20, 0, 0x20, 1, 0x12, 0)),
                        ModuleBytes.body(of(0), of(0x02, 0x64, 0x69, 0x1f, 0x40, 1, 3, 0, 0x41, 1, 0x08, 0, 0x0b, 0,
                                0x0b)))
                .section(11, vector(concat(of(0), I32_ZERO, of(2, 1, 2)), of(1, 1, 3), concat(of(2, 1), I32_ZERO, of(
                        0))))
                .section(0, concat(of(4), "name".getBytes(StandardCharsets.UTF_8),
                        of(0, 2, 1, 'M', 1, 4, 1, 1, 1, 'f')))
                .bytes();
    }

    private static byte[] imported(String name, byte[] type) {
        return concat(of(1, 'h', 1, name.charAt(0)), type);
    }

    private static byte[] elements() {
        byte[] functions = of(2, 0, 1);
        byte[] expressions = of(2, 0xd2, 2, 0x0b, 0xd0, 0x70, 0x0b);
        return vector(concat(of(0), I32_ZERO, functions), concat(of(1, 0), functions),
                concat(of(2, 1), I32_ZERO, of(0), functions), concat(of(3, 0), functions),
                concat(of(4), I32_ZERO, expressions), concat(of(5, 0x70), expressions),
                concat(of(6, 1), I32_ZERO, of(0x70), expressions), concat(of(7, 0x70), expressions));
    }

    /** In a function without parameters, with two integers and a function reference as locals. */
    private static byte[] body() {
        return concat(of(0xd2, 1, 0x21, 2, 0x20, 2, 0x14, 0), // ref.func, local.set, local.get, call_ref
                of(0x41, 5, 0x22, 0, 0x42, 6, 0x10, 0, 0x1a), // call of the import
                of(0x41, 1, 0x42, 2, 0x41, 0, 0x11, 1, 1, 0x21, 1), // call_indirect
                of(0x02, 0x40, 0x03, 0x40, 0x20, 0, 0x0d, 0, 0x20, 1, 0x0e, 2, 0, 1, 1, 0x0b, 0x0b), // br_table
                of(0x20, 0, 0x04, 0x7f, 0x41, 1, 0x05, 0x41, 2, 0x0b, 0x1a), // if with a result
                of(0x41, 0, 0x41, 0, 0x2d, 0), leb(70_000), of(0x3a, 0x40, 1, 4), // a load, a store to memory 1
                of(0x41, 0, 0x41, 0, 0x41, 0, 0xfc, 8, 1, 0), of(0xfc, 9, 1), // memory.init, data.drop
                of(0x41, 0, 0x41, 0, 0x41, 0, 0xfc, 10, 0, 1), // memory.copy
                of(0x41, 0, 0x41, 0, 0x41, 0, 0xfc, 12, 5, 1, 0xfc, 13, 5), // table.init, elem.drop
                of(0x43, 0, 0, 0, 0, 0xfc, 0, 0x1a, 0x44, 0, 0, 0, 0, 0, 0, 0, 0, 0x1a), // floats
                of(0x41, 1, 0x41, 2, 0x41, 0, 0x1c, 1, 0x7f, 0x24, 1), // typed select, global.set
                of(0x02, 0x40, 0xd0, 0, 0xd5, 0, 0x1a, 0x0b), // br_on_null
                of(0x41, 0, 0x25, 1, 0xd1, 0x1a)); // table.get, ref.is_null
    }
}
