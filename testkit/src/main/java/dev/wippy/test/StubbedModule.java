package dev.wippy.test;

import dev.wippy.kernel.spi.CoreHostFunction;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.Node;
import dev.wippy.kernel.spi.ProcessContext;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What some import modules offer, but for one function, which does nothing and says that it succeeded. A guest that checks
 * what a function answers has to notice: a test that runs it against a stub of each function shows that it does.
 */
public final class StubbedModule implements ImportModule {

    /** What an entry writes under {@code imports:}. */
    public static final String NAME = "test:stubbed";

    private final List<ImportModule> modules;
    private final String place;
    private final String function;
    private final Map<Class<?>, Supplier<?>> resources;

    /**
     * Of modules, which are closed with this one.
     *
     * @param place the interface with its version, or the first of a core import's two names
     * @param function in that
     * @param resources what to answer where a resource is the answer, and none of its class is among the arguments
     */
    public StubbedModule(
            List<ImportModule> modules, String place, String function, Map<Class<?>, Supplier<?>> resources) {
        this.modules = List.copyOf(modules);
        this.place = place;
        this.function = function;
        this.resources = Map.copyOf(resources);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** None: they are those of the real modules, which the same class path may have. */
    @Override
    public List<String> interfaces() {
        return List.of();
    }

    @Override
    public void link(Imports imports, ProcessContext process) {
        modules.forEach(module -> module.link(new Stubbing(imports), process));
    }

    @Override
    public void close() {
        modules.forEach(ImportModule::close);
    }

    /** Passes on all but the one function. */
    private final class Stubbing implements Imports {
        private final Imports imports;

        Stubbing(Imports imports) {
            this.imports = imports;
        }

        @Override
        public void bind(String name, Object implementation, MethodHandles.Lookup lookup) {
            Object bound = name.equals(place)
                    ? StubClass.of(implementation, function, lookup, new EmptyAnswers(resources))
                    : implementation;
            imports.bind(name, bound, lookup);
        }

        @Override
        public void bindCore(String module, Map<String, CoreHostFunction> functions) {
            Map<String, CoreHostFunction> bound = new TreeMap<>(functions);
            if (module.equals(place)) {
                bound.computeIfPresent(function, (_, real) -> new CoreHostFunction(
                        real.type(), (_, _) -> new long[real.type().results().size()]));
            }
            imports.bindCore(module, bound);
        }

        @Override
        public Optional<Node> settings() {
            return imports.settings();
        }
    }
}
