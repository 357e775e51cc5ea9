package dev.wippy.engine.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.engine.UnsupportedModuleException;
import dev.wippy.engine.cache.Digests;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class KeptSectionsTest {
    private static final byte[] SAMPLE = SampleModule.bytes();
    private static final byte[] DIGEST = Digests.sha256(SAMPLE);
    private static final byte[] FORM = KeptSections.write(ModuleReader.read(SAMPLE), DIGEST);

    @Test
    void what_was_kept_of_a_module_is_all_of_it() {
        assertKept(SAMPLE);
        assertKept(new ModuleBytes().bytes());
    }

    @Test
    void the_bytes_are_the_ones_that_were_given() {
        assertSame(SAMPLE, KeptSections.read(FORM, SAMPLE, DIGEST).orElseThrow().bytes());
    }

    @Test
    void the_core_suites_modules_are_kept_whole() throws IOException {
        var suite = CoreSuite.find();
        Assumptions.assumeTrue(suite.isPresent());
        int kept = 0;
        for (CoreSuite.Case item : suite.orElseThrow().cases()) {
            if (!item.isRefused() && isValid(item.module())) {
                assertKept(item.module());
                kept++;
            }
        }
        assertTrue(kept > 1_000, kept + " modules");
    }

    @Test
    void a_form_of_another_module_or_for_other_bytes_is_not_used() {
        byte[] other = new ModuleBytes().bytes();
        assertEquals(Optional.empty(), KeptSections.read(FORM, other, Digests.sha256(other)));
        byte[] longer = Arrays.copyOf(SAMPLE, SAMPLE.length + 1);
        assertEquals(Optional.empty(), KeptSections.read(FORM, longer, DIGEST));
        assertEquals(Optional.empty(), KeptSections.read(FORM, SAMPLE, new byte[0]));
    }

    @Test
    void a_form_that_was_cut_or_lengthened_is_not_used() {
        for (int length = 0; length < FORM.length; length++) {
            assertEquals(Optional.empty(), KeptSections.read(Arrays.copyOf(FORM, length), SAMPLE, DIGEST));
        }
        assertFalse(KeptSections.read(Arrays.copyOf(FORM, FORM.length + 1), SAMPLE, DIGEST).isPresent());
    }

    @Test
    void whatever_stands_in_a_form_nothing_is_thrown_and_no_more_allocated_than_it_has() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = FORM.clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                bad[32 + random.nextInt(bad.length - 32)] = (byte) random.nextInt();
            }
            long before = Allocation.bytes();
            KeptSections.read(bad, SAMPLE, DIGEST);
            long allocated = Allocation.bytes() - before;
            assertTrue(allocated < 1 << 20, allocated + " bytes");
        }
    }

    private static boolean isValid(byte[] module) {
        try {
            return ModuleValidator.read(module) instanceof ReadModule.Valid;
        } catch (UnsupportedModuleException e) {
            return false;
        }
    }

    private static void assertKept(byte[] module) {
        byte[] digest = Digests.sha256(module);
        ModuleDefinition read = ModuleReader.read(module);
        byte[] form = KeptSections.write(read, digest);
        assertEquals(describe(read), describe(KeptSections.read(form, module, digest).orElseThrow()));
    }

    /** All that a definition tells. */
    private static List<Object> describe(ModuleDefinition module) {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < module.typeCount(); i++) {
            all.add(List.of(module.type(i).signature(), module.type(i).toString(), module.canonicalType(i)));
        }
        all.addAll(List.of(module.imports(), module.exports(), module.importedFunctions(), module.importedTables(),
                module.importedMemories(), module.importedGlobals(), module.importedTags(), module.tables(),
                module.memories(), module.globals(), module.tags(), module.start(), module.name(),
                List.copyOf(module.data()), module.sections().dataCount));
        for (int i = 0; i < module.functionCount(); i++) {
            all.add(List.of(module.functionTypeIndex(i), module.isReferenced(i), module.functionName(i)));
        }
        for (int i = module.importedTables(); i < module.tables().size(); i++) {
            all.add(module.tableStart(i));
        }
        for (int i = module.importedGlobals(); i < module.globals().size(); i++) {
            all.add(module.globalStart(i));
        }
        for (ElementSegment segment : module.elements()) {
            all.addAll(List.of(segment.mode(), segment.type(), segment.table(), segment.offset()));
            all.add(segment.elements() instanceof ElementSegment.Functions functions
                    ? Arrays.toString(functions.functions())
                    : segment.elements());
        }
        for (FunctionBody body : module.bodies()) {
            all.add(List.of(body.function(), body.typeIndex(), body.entry(), body.offset(), body.end(),
                    body.locals().count()));
        }
        return all;
    }
}
