package dev.wippy.engine.generate;

import dev.wippy.engine.read.FunctionBody;
import dev.wippy.engine.read.FunctionValidator;
import dev.wippy.engine.read.InstructionCursor;
import java.util.BitSet;
import java.util.List;

/** Writes the methods of one function after the other: one, or several where one would be too large. */
final class FunctionGenerator {
    /** Bytes of code that a byte of a body becomes at least, where it becomes many. */
    private static final int GROWTH = 3;
    private static final int MIN_PART = 16;
    /** The bytes of a method beyond which the JIT compiles nothing. */
    private static final int MAX_COMPILED = 7_900;
    /** The bytes of a method that the JVM takes. */
    private static final int MAX_METHOD = 65_535;

    private final ModuleLayout layout;
    private final CutLimits limits;
    private final FunctionValidator validator;
    private final InstructionCursor cursor;

    FunctionGenerator(ModuleLayout layout, CutLimits limits) {
        this.layout = layout;
        this.limits = limits;
        validator = new FunctionValidator(layout.module);
        cursor = new InstructionCursor(layout.module);
    }

    /** Writes a function into the class of its group; returns the classes that it needs beside it. */
    List<ClassWriter> generate(ClassWriter group, FunctionBody body) {
        Signature signature = layout.signature(body.typeIndex());
        Locals locals = Locals.of(layout, body, cursor);
        String name = Names.function(body.function());
        if (TailCalls.in(body, cursor)) {
            name = Names.tailFunction(body.function());
            TailCalls.writeCaller(group, body.function(), signature);
        }
        // What is likely to be cut is measured in a class that is thrown away, for the sake of its constants.
        boolean large = body.length() * GROWTH > limits.whole();
        ClassWriter target = large
                ? new ClassWriter(group.name, Names.OBJECT, ClassWriter.PUBLIC)
                : group;
        target.constants.measuring = large;
        BitSet windows = windows(body);
        WholeForm whole;
        try {
            whole = whole(target, body, signature, locals, windows, false);
            if (!windows.isEmpty() && whole.measurements.bytes > limits.whole()) {
                windows = new BitSet();
                whole = whole(target, body, signature, locals, windows, false);
            }
        } catch (TooManyOperandsException _) {
            ClassWriter away = new ClassWriter(group.name, Names.OBJECT, ClassWriter.PUBLIC);
            away.constants.measuring = true;
            whole = whole(away, body, signature, locals, new BitSet(), true);
        }
        if (whole.measurements.mustCut || whole.measurements.bytes > limits.whole()) {
            return cut(group, body, name, signature, locals, whole);
        }
        if (large) {
            whole = whole(group, body, signature, locals, windows, false);
        }
        group.method(ClassWriter.PUBLIC | ClassWriter.STATIC, name, signature.staticDescriptor(), whole.code);
        return List.of();
    }

    /** What is so long that it will be cut keeps none. */
    private BitSet windows(FunctionBody body) {
        return layout.hasOneMemory() && body.length() <= limits.whole()
                ? LoopWindow.loops(body, cursor)
                : new BitSet();
    }

    private WholeForm whole(ClassWriter target, FunctionBody body, Signature signature, Locals locals,
            BitSet windows, boolean framed) {
        CodeWriter code = new CodeWriter(target);
        code.measuring = true;
        WholeForm form = new WholeForm(code, locals, signature, layout.countsFuel, windows, body.offset(),
                framed ? Integer.MAX_VALUE : limits.operands());
        new BodyGenerator(layout, validator, body, form).generate();
        return form;
    }

    /** Cuts the function, smaller each time that some part still is too large. */
    private List<ClassWriter> cut(ClassWriter group, FunctionBody body, String name, Signature signature,
            Locals locals, WholeForm whole) {
        Measurements measured = whole.measurements;
        boolean framed = whole.frame != null;
        int most = MAX_COMPILED;
        int size = limits.part();
        while (true) {
            try {
                PartsClasses classes = new PartsClasses(group, body.function());
                CutPlan plan = new CutPlan(measured, body.offset(), size);
                int depth = layout.countsFuel ? Driver.frameSize(signature, locals, measured.maxHeight) : -1;
                new BodyGenerator(layout, validator, body, new PartsForm(classes, plan, locals, most, depth, framed))
                        .generate();
                new Driver(group, body.function(), classes.write(), layout.countsFuel).write(name, signature, locals,
                        measured.maxHeight);
                return classes.more();
            } catch (TooLargeException e) {
                size = size * 2 / 3;
                if (size < MIN_PART && most == MAX_COMPILED) {
                    // A single instruction is that large: a return of a thousand results.
                    most = MAX_METHOD;
                    size = limits.part();
                } else if (size < MIN_PART) {
                    throw new IllegalStateException("function " + body.function() + " cannot be cut: "
                            + e.getMessage(), e);
                }
            }
        }
    }
}
