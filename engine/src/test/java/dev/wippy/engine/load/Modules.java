package dev.wippy.engine.load;

import com.dylibso.chicory.wabt.Wat2Wasm;
import dev.wippy.engine.Budget;
import dev.wippy.engine.CompileListener;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.CoreInstance;
import dev.wippy.engine.Engine;
import dev.wippy.engine.chicory.ChicoryEngine;
import dev.wippy.engine.generate.CutLimits;
import java.util.List;

/** Modules whose functions are in several classes. */
final class Modules {
    /** The class that {@code far} is in. */
    static final String FAR = "wasm/Group8";

    private Modules() {}

    /** {@code near} answers a number, {@code far} does too from another class, {@code spin} calls that and never ends. */
    static byte[] module(int number) {
        StringBuilder text = new StringBuilder("(module (func (export \"near\") (result i32) (i32.const " + number
                + "))\n(func (export \"far\") (result i32) (call $far))\n"
                + "(func (export \"spin\") (drop (call $far)) (loop (br 0)))\n");
        for (int i = 3; i < 16; i++) {
            text.append("(func ").append(i == 8 ? "$far" : "$f" + i).append(" (result i32) (i32.const ")
                    .append(i == 8 ? number + 32 : number + i).append("))\n");
        }
        return Wat2Wasm.parse(text.append(")").toString());
    }

    static GeneratingEngine engine(long maxGenerated, Generation generation) {
        return new GeneratingEngine(CompileListener.NONE, Long.MAX_VALUE, CutLimits.DEFAULT,
                new ChicoryEngine(null, CompileListener.NONE, Long.MAX_VALUE), null, maxGenerated, generation);
    }

    static CoreInstance instance(Engine engine, int number) {
        return engine.compile(module(number)).instantiate(List.of(), Budget.of(1 << 20, 1_000));
    }

    static long call(CoreInstance instance, String export) {
        long[] results = ((CoreFunction) instance.export(export).orElseThrow()).call();
        return results.length == 0 ? 0 : results[0];
    }
}
