package dev.wippy.engine.generate;

import dev.wippy.engine.read.FunctionBody;
import dev.wippy.engine.read.InstructionCursor;
import dev.wippy.engine.read.LocalRuns;
import dev.wippy.engine.read.Opcode;
import java.util.Arrays;

/**
 * The locals of a body.
 *
 * @param kinds the {@link Kind} of each, parameters first
 * @param parameters how many are parameters
 * @param usesMemory whether the body accesses memory 0
 */
record Locals(byte[] kinds, int parameters, boolean usesMemory) {

    static Locals of(ModuleLayout layout, FunctionBody body, InstructionCursor cursor) {
        String parameters = layout.signature(body.typeIndex()).parameters();
        LocalRuns runs = body.locals();
        byte[] kinds = new byte[parameters.length() + runs.count()];
        for (int i = 0; i < parameters.length(); i++) {
            kinds[i] = (byte) parameters.charAt(i);
        }
        int from = parameters.length();
        for (int run = 0; run < runs.runs(); run++) {
            int to = parameters.length() + runs.runEnd(run);
            Arrays.fill(kinds, from, to, (byte) Kind.of(runs.runType(run)));
            from = to;
        }
        return new Locals(kinds, parameters.length(), layout.hasMemory() && usesMemory(body, cursor));
    }

    /** Where a body does, the first access is rarely far: this costs little. */
    private static boolean usesMemory(FunctionBody body, InstructionCursor cursor) {
        cursor.begin(body);
        while (cursor.next()) {
            int opcode = cursor.opcode();
            if (opcode >= Opcode.I32_LOAD && opcode <= Opcode.I64_STORE32 && cursor.index() == 0) {
                return true;
            }
        }
        return false;
    }

    int count() {
        return kinds.length;
    }
}
