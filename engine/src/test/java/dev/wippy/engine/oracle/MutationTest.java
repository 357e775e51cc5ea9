package dev.wippy.engine.oracle;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.wippy.engine.InvalidModuleException;
import dev.wippy.engine.UnsupportedModuleException;
import dev.wippy.engine.generate.ClassGenerator;
import dev.wippy.engine.generate.CutLimits;
import dev.wippy.engine.generate.ModuleLayout;
import dev.wippy.engine.generate.Names;
import dev.wippy.engine.read.Allocation;
import dev.wippy.engine.read.FunctionType;
import dev.wippy.engine.read.ModuleDefinition;
import dev.wippy.engine.read.ModuleValidator;
import dev.wippy.engine.read.ReadModule;
import dev.wippy.engine.read.SampleModule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Valid modules with some bytes changed, read, validated, generated and verified by the JVM: what is not refused with
 * an exception of ours is code that the JVM takes. {@code -Dwippy.mutations.seconds} asks for more than some seconds.
 */
class MutationTest {
    private static final long SEED = 20_251_125;
    /** A module of some hundred bytes may make the reader allocate this much, and no more. */
    private static final long MOST_BYTES = 64L << 20;

    @Test
    void a_changed_module_is_refused_in_our_words_or_its_code_is_what_the_jvm_takes() {
        List<byte[]> seeds = new ArrayList<>(List.of(SampleModule.bytes()));
        for (int seed = 0; seed < 40; seed++) {
            RandomModules modules = new RandomModules(seed, seed % 2 == 0);
            seeds.add(modules.main);
            seeds.add(modules.provider);
        }
        long seconds = Long.getLong("wippy.mutations.seconds", 5);
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        Random random = new Random(Long.getLong("wippy.mutations.seed", SEED));
        int valid = 0;
        int rounds = 0;
        while (System.nanoTime() < end) {
            byte[] module = mutate(seeds.get(random.nextInt(seeds.size())), random);
            valid += judge(module) ? 1 : 0;
            rounds++;
        }
        System.out.println("mutated modules: " + rounds + ", of which " + valid + " are valid");
        assertTrue(valid > 0);
    }

    private static byte[] mutate(byte[] seed, Random random) {
        byte[] module = seed.clone();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = 8 + random.nextInt(module.length - 8);
            switch (random.nextInt(6)) {
                case 0 -> module[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> module[at] = (byte) random.nextInt(256);
                case 2 -> module[at] += (byte) (random.nextInt(9) - 4);
                case 3 -> module[at] = module[8 + random.nextInt(module.length - 8)];
                case 4 -> {
                    int length = Math.min(1 + random.nextInt(8), module.length - at);
                    System.arraycopy(seed, 8 + random.nextInt(module.length - 7 - length), module, at, length);
                }
                default -> {
                    byte other = module[at];
                    int to = 8 + random.nextInt(module.length - 8);
                    module[at] = module[to];
                    module[to] = other;
                }
            }
        }
        return module;
    }

    /** Whether a module is valid; fails where it is neither that nor refused as it should be. */
    private static boolean judge(byte[] module) {
        long before = Allocation.bytes();
        ReadModule read;
        try {
            read = ModuleValidator.read(module);
        } catch (InvalidModuleException | UnsupportedModuleException _) {
            return false;
        } catch (RuntimeException | Error e) {
            return fail("reading " + HexFormat.of().formatHex(module), e);
        } finally {
            assertTrue(Allocation.bytes() - before < MOST_BYTES, () -> HexFormat.of().formatHex(module));
        }
        if (!(read instanceof ReadModule.Valid(ModuleDefinition definition, _))) {
            return false;
        }
        try {
            for (CutLimits limits : List.of(CutLimits.DEFAULT, new CutLimits(60, 40))) {
                for (boolean countsFuel : new boolean[]{false, true}) {
                    verify(definition, new ClassGenerator(new ModuleLayout(definition, countsFuel), limits));
                }
            }
        } catch (ReflectiveOperationException | RuntimeException | Error e) {
            return fail("generating " + HexFormat.of().formatHex(module), e);
        }
        return true;
    }

    private static void verify(ModuleDefinition module, ClassGenerator generator) throws ReflectiveOperationException {
        List<String> names = new ArrayList<>(generator.names());
        Loader loader = new Loader(module, generator);
        for (String name : names) {
            Class.forName(name.replace('/', '.'), true, loader).getMethods();
        }
    }

    private static final class Loader extends ClassLoader {
        private final ClassGenerator generator;
        private final Map<String, byte[]> more = new HashMap<>();

        Loader(ModuleDefinition module, ClassGenerator generator) {
            super(MutationTest.class.getClassLoader());
            this.generator = generator;
            for (int i = 0; i < module.typeCount(); i++) {
                FunctionType type = module.type(i);
                more.put(Names.signatureClass(type.signature()), ClassGenerator.signatureClass(type));
                more.put(Names.hostClass(type.signature()), ClassGenerator.hostClass(type));
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            String internal = name.replace('.', '/');
            byte[] code = more.get(internal);
            if (code == null && name.startsWith(Names.PACKAGE)) {
                more.putAll(generator.generate(internal));
                code = more.get(internal);
            }
            if (code == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, code, 0, code.length);
        }
    }
}
