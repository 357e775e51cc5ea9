package dev.wippy.engine.read;

import java.util.ArrayList;
import java.util.List;

/** Reads where the bodies of functions are (section 5.5.13), and what locals they declare. */
final class CodeReader {
    private CodeReader() {}

    /** Reads so many bodies, one after the other. */
    static List<FunctionBody> read(ModuleSections sections, SectionReader in, int count) {
        var bodies = new ArrayList<FunctionBody>(count);
        for (int i = 0; i < count; i++) {
            int function = sections.importedFunctions + i;
            in.function = function;
            int size = in.count();
            int entry = in.position;
            int end = entry + size;
            LocalRuns locals = readLocals(sections, in);
            if (in.position > end) {
                throw in.sizeMismatch(end);
            }
            bodies.add(new FunctionBody(function, sections.functions.get(function), locals, entry, in.position, end));
            in.position = end;
        }
        in.function = -1;
        return List.copyOf(bodies);
    }

    /** Reads the bodies of a module that is known to be valid. */
    static List<FunctionBody> readLater(ModuleSections sections) {
        var in = new SectionReader(sections.bytes, "code section");
        in.position = sections.codeOffset;
        return read(sections, in, sections.functions.size() - sections.importedFunctions);
    }

    private static LocalRuns readLocals(ModuleSections sections, SectionReader in) {
        int start = in.position;
        int runs = in.count();
        if (runs == 0) {
            return LocalRuns.NONE;
        }
        var ends = new IntList();
        var runTypes = new IntList();
        long total = 0;
        for (; runs > 0; runs--) {
            long count = Integer.toUnsignedLong(in.u32());
            int type = in.valType(sections.types);
            total += count;
            if (total > ModuleReader.MAX_LOCALS) {
                throw in.invalid("too many locals: " + total + ", at most " + ModuleReader.MAX_LOCALS, start);
            }
            if (count > 0) {
                ends.add((int) total);
                runTypes.add(type);
            }
        }
        return total == 0 ? LocalRuns.NONE : new LocalRuns(ends.toArray(), runTypes.toArray());
    }
}
