package dev.wippy.engine.generate;

import dev.wippy.engine.read.ExternType;
import dev.wippy.engine.read.FunctionBody;
import dev.wippy.engine.read.ModuleDefinition;
import dev.wippy.engine.read.ModuleExport;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the code of a module's functions goes: which class has which, and how their types look to the JVM. It depends
 * on the module alone, so that classes made by different processes fit together.
 */
public final class ModuleLayout {
    /** The smaller a group, the less is loaded that is never called: 8 instead of 32 is a fifth less of esbuild's classes. */
    private static final int GROUP_FUNCTIONS = 8;
    /** The bytes of bodies past which a group is full: what one class can hold the constants of. */
    private static final int GROUP_BYTES = 64 << 10;
    /** The globals that have a field of the instance's class each; a class has no room for all that a module may have. */
    private static final int FIELD_GLOBALS = 2_000;

    final ModuleDefinition module;
    /** Whether the code counts fuel. */
    final boolean countsFuel;
    private final Signature[] signatures;
    /** By body: the index of the first function of its group. */
    private final int[] groups;
    private final BitSet sharedGlobals = new BitSet();

    /**
     * The layout of a valid module.
     *
     * @param countsFuel whether the code shall count fuel
     */
    public ModuleLayout(ModuleDefinition module, boolean countsFuel) {
        this.module = module;
        this.countsFuel = countsFuel;
        Map<String, Signature> known = new HashMap<>();
        signatures = new Signature[module.typeCount()];
        for (int i = 0; i < signatures.length; i++) {
            var type = module.type(i);
            signatures[i] = known.computeIfAbsent(type.signature(), _ -> Signature.of(type));
        }
        groups = group(module);
        sharedGlobals.set(0, module.importedGlobals());
        for (ModuleExport export : module.exports()) {
            if (export.kind() == ModuleExport.Kind.GLOBAL) {
                sharedGlobals.set(export.index());
            }
        }
    }

    private static int[] group(ModuleDefinition module) {
        List<FunctionBody> bodies = module.bodies();
        int[] groups = new int[bodies.size()];
        int first = 0;
        for (int i = 0; i < groups.length; i++) {
            if (i - first == GROUP_FUNCTIONS || bodies.get(i).end() - bodies.get(first).entry() > GROUP_BYTES) {
                first = i;
            }
            groups[i] = first + module.importedFunctions();
        }
        return groups;
    }

    /** How many groups the functions of a module make. */
    public static int countGroups(ModuleDefinition module) {
        return (int) Arrays.stream(group(module)).distinct().count();
    }

    /** The functions of the group that begins with one: up to, but not with, the returned index. */
    int groupEnd(int first) {
        int index = first - module.importedFunctions();
        while (index < groups.length && groups[index] == first) {
            index++;
        }
        return index + module.importedFunctions();
    }

    /** Whether a group begins with the function. */
    boolean isGroup(int first) {
        int index = first - module.importedFunctions();
        return index >= 0 && index < groups.length && groups[index] == first;
    }

    /** The class that a function's method is in. */
    String owner(int function) {
        return function < module.importedFunctions()
                ? Names.IMPORTS
                : Names.GROUP + groups[function - module.importedFunctions()];
    }

    Signature signature(int typeIndex) {
        return signatures[typeIndex];
    }

    Signature functionSignature(int function) {
        return signatures[module.functionTypeIndex(function)];
    }

    /** Whether a global has a field of its own in the class of instances. */
    static boolean hasField(int global) {
        return global < FIELD_GLOBALS;
    }

    /** Whether other instances or the host may see a global, so that it is an object of its own. */
    boolean isShared(int global) {
        return sharedGlobals.get(global) || !hasField(global);
    }

    /** The kind of a global's value. */
    char globalKind(int global) {
        return Kind.of(module.globals().get(global).value());
    }

    static String globalField(int global) {
        return "g" + global;
    }

    /** The class of the objects that shared globals of a kind are. */
    static String globalClass(char kind) {
        return Names.RUN + switch (kind) {
            case Kind.INT -> "Global$Int";
            case Kind.LONG -> "Global$Long";
            case Kind.FLOAT -> "Global$Float";
            case Kind.DOUBLE -> "Global$Double";
            default -> "Global$Reference";
        };
    }

    /** Whether the module has memories that a function's code can use without naming one. */
    boolean hasMemory() {
        return !module.memories().isEmpty();
    }

    /** Whether memory 0 is the only one, so that no other index means it too. */
    boolean hasOneMemory() {
        return module.memories().size() == 1;
    }

    /** The parameters that an exception of a tag carries. */
    String tagParameters(int tag) {
        ExternType.Tag type = module.tags().get(tag);
        return signatures[type.typeIndex()].parameters();
    }
}
