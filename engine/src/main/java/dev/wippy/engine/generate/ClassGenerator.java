package dev.wippy.engine.generate;

import dev.wippy.engine.read.FunctionType;
import dev.wippy.engine.read.InstructionCursor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Generates the classes of a module, each by its name, in whatever order they are asked for. What a class's bytes are
 * depends on nothing but the module and the limits. Used by any thread; each call keeps its state to itself.
 */
public final class ClassGenerator {
    private final ModuleLayout layout;
    private final CutLimits limits;

    /** A generator for a valid module. */
    public ClassGenerator(ModuleLayout layout, CutLimits limits) {
        this.layout = layout;
        this.limits = limits;
    }

    /**
     * The classes that come with one class of the module: itself, and for a group those that its parts need too.
     *
     * @param name the class's internal name
     * @return class files by internal name; empty if the module has no such class
     */
    public Map<String, byte[]> generate(String name) {
        if (name.equals(Names.STATE)) {
            return Map.of(name, LinkClasses.state(layout));
        } else if (name.equals(Names.IMPORTS)) {
            return Map.of(name, LinkClasses.imports(layout));
        } else if (name.startsWith(Names.GROUP)) {
            int first = number(name, Names.GROUP);
            return layout.isGroup(first) ? group(name, first) : Map.of();
        } else if (name.startsWith(Names.FUNCTION)) {
            int function = number(name, Names.FUNCTION);
            boolean defined = function >= layout.module.importedFunctions()
                    && function < layout.module.functionCount();
            return defined ? Map.of(name, function(function)) : Map.of();
        } else if (name.startsWith(Names.PARTS)) {
            int function = number(name.substring(0, Math.max(name.lastIndexOf('_'), Names.PARTS.length())),
                    Names.PARTS);
            boolean defined = function >= layout.module.importedFunctions()
                    && function < layout.module.functionCount();
            return defined ? generate(layout.owner(function)) : Map.of();
        }
        return Map.of();
    }

    /**
     * The classes of a module that code may ask for, those that come with another one left out: of instances, of imports,
     * of code, of function objects.
     */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        names.add(Names.STATE);
        if (layout.module.importedFunctions() > 0) {
            names.add(Names.IMPORTS);
        }
        for (int i = layout.module.importedFunctions(); i < layout.module.functionCount(); i = layout.groupEnd(i)) {
            names.add(Names.GROUP + i);
        }
        for (int i = layout.module.importedFunctions(); i < layout.module.functionCount(); i++) {
            if (layout.module.isReferenced(i) || layout.module.start().orElse(-1) == i) {
                names.add(Names.FUNCTION + i);
            }
        }
        return names;
    }

    private static int number(String name, String prefix) {
        int number = 0;
        for (int i = prefix.length(); i < name.length(); i++) {
            char digit = name.charAt(i);
            if (digit < '0' || digit > '9' || number > 100_000_000) {
                return -1;
            }
            number = number * 10 + digit - '0';
        }
        return name.length() == prefix.length() ? -1 : number;
    }

    private byte[] function(int function) {
        boolean tailCalls = TailCalls.in(layout.module.body(function), new InstructionCursor(layout.module));
        return LinkClasses.function(layout, function, tailCalls);
    }

    private Map<String, byte[]> group(String name, int first) {
        ClassWriter group = new ClassWriter(name, Names.OBJECT, ClassWriter.PUBLIC | ClassWriter.FINAL);
        FunctionGenerator functions = new FunctionGenerator(layout, limits);
        Map<String, byte[]> classes = new LinkedHashMap<>();
        for (int function = first; function < layout.groupEnd(first); function++) {
            for (ClassWriter more : functions.generate(group, layout.module.body(function))) {
                classes.put(more.name, more.finish());
            }
        }
        classes.put(name, group.finish());
        return classes;
    }

    /** The class of the functions of a type, {@link Names#signatureClass}. */
    public static byte[] signatureClass(FunctionType type) {
        return LinkClasses.signature(Signature.of(type));
    }

    /** The class of the host's functions of a type, {@link Names#hostClass}. */
    public static byte[] hostClass(FunctionType type) {
        return LinkClasses.host(Signature.of(type));
    }
}
