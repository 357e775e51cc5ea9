package dev.wippy.engine;

import java.util.List;

/** What the tests do with guests again and again. */
final class Guests {

    private Guests() {}

    /** A budget that no small guest runs into. */
    static Budget budget() {
        return Budget.of(64 << 20, 10_000);
    }

    /** An instance without imports. */
    static CoreInstance instance(Engine engine, String text) {
        return instance(engine, text, List.of());
    }

    /** An instance of a module in the text format. */
    static CoreInstance instance(Engine engine, String text, List<CoreExtern> imports) {
        return engine.compile(Wat.binary(text)).instantiate(imports, budget());
    }

    /** An exported function. */
    static CoreFunction function(CoreInstance instance, String name) {
        return (CoreFunction) instance.export(name).orElseThrow();
    }

    /** The type of a host function of integers. */
    static CoreExternType.Function type(int parameters, int results) {
        return new CoreExternType.Function(java.util.Collections.nCopies(parameters, CoreType.I32),
                java.util.Collections.nCopies(results, CoreType.I32));
    }

    /** What kills a guest. */
    static final class Killed extends Unwind {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed");
        }
    }
}
