package dev.wippy.component;

import dev.wippy.component.error.WitException;
import dev.wippy.component.abi.CanonicalPlan;
import dev.wippy.component.abi.StringEncoding;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.wit.SignatureParser;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreModule;
import dev.wippy.engine.CoreModule.CoreExport;
import dev.wippy.engine.CoreType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a core module's functions mean, in WIT, so that they are called as a component's are. Immutable.
 *
 * <pre>{@code
 * CoreInterface api = CoreInterface.parse("answer: func() -> s32;");
 * TypedCoreModule module = api.of(engine.compile(bytes));
 * CoreInstance instance = module.module().instantiate(imports, budget);
 * Object answer = module.function("answer", instance, budget).call(new Object[0]);
 * }</pre>
 *
 * <p>Values cross as in a component that lifts the function with UTF-8 strings: those that are not numbers alone lie in
 * the exported {@code memory}, room in it comes from the exported {@code cabi_realloc}, and {@code cabi_post_NAME},
 * where it is exported, is called with what {@code NAME} returned.
 */
public final class CoreInterface {
    static final String MEMORY = "memory";
    static final String REALLOC = "cabi_realloc";
    static final String POST_RETURN = "cabi_post_";

    private static final CoreExternType.Function REALLOC_TYPE = new CoreExternType.Function(
            List.of(CoreType.I32, CoreType.I32, CoreType.I32, CoreType.I32), List.of(CoreType.I32));

    private final Map<String, FunctionType> functions;

    private CoreInterface(Map<String, FunctionType> functions) {
        this.functions = functions;
    }

    /**
     * Reads signatures, such as {@code answer: func() -> s32;}, any number of them, in a world's form too
     * ({@code export answer: …}).
     *
     * @throws WitException if it is no such text; the message says where
     */
    public static CoreInterface parse(String wit) {
        try {
            return new CoreInterface(SignatureParser.parse(wit));
        } catch (IllegalArgumentException e) {
            throw new WitException(String.valueOf(e.getMessage()));
        }
    }

    /** One function of numbers, whatever its name. */
    public static CoreInterface of(String name, FunctionType type) {
        return new CoreInterface(Map.of(name, type));
    }

    /** The functions, by name, in order. */
    public Map<String, FunctionType> functions() {
        return new LinkedHashMap<>(functions);
    }

    /**
     * The module as what this says of it. WIT has hyphens where a compiler may put underscores: where no export is
     * called {@code my-name}, {@code my_name} is meant.
     *
     * @throws WitException if it exports no function of a name that this has, one of another type, or lacks the memory
     *     or the allocator that the values need; the message says what there is
     */
    public TypedCoreModule of(CoreModule module) {
        Map<String, TypedCoreModule.Function> typed = new LinkedHashMap<>();
        functions.forEach((name, type) -> typed.put(name, function(module, name, type)));
        return new TypedCoreModule(module, typed);
    }

    private static TypedCoreModule.Function function(CoreModule module, String name, FunctionType type) {
        CanonicalPlan plan;
        try {
            plan = CanonicalPlan.of(type, StringEncoding.UTF8);
        } catch (IllegalArgumentException e) {
            throw new WitException(name + ": " + e.getMessage());
        }
        String shown = name + ": " + type;
        String export = type(module, name).isPresent() ? name : name.replace('-', '_');
        CoreExternType found = type(module, export)
                .orElseThrow(() -> new WitException(shown + ": the module exports no \"" + name + "\"; it exports "
                        + exports(module)));
        if (!found.equals(plan.liftedCoreType())) {
            throw new WitException(shown + " is a core function " + plan.liftedCoreType() + "; the module's \"" + export
                    + "\" is " + found);
        }
        if (plan.liftNeedsMemory() && !(type(module, MEMORY).orElse(null) instanceof CoreExternType.Memory)) {
            throw new WitException(shown + " has values that lie in memory, and the module exports none called \""
                    + MEMORY + "\"; without it, parameters and result are numbers, bool or char");
        }
        if (plan.liftNeedsRealloc() && !REALLOC_TYPE.equals(type(module, REALLOC).orElse(null))) {
            throw new WitException(shown + " has parameters that need room in the module's memory, and it exports no \""
                    + REALLOC + "\" " + REALLOC_TYPE + " to ask for it");
        }
        Optional<CoreExternType> post = type(module, POST_RETURN + export);
        CoreExternType.Function postType = new CoreExternType.Function(plan.liftedCoreType().results(), List.of());
        if (post.isPresent() && !post.get().equals(postType)) {
            throw new WitException("\"" + POST_RETURN + export + "\" is " + post.get() + ", and has to be " + postType);
        }
        return new TypedCoreModule.Function(export, type, plan, post.isPresent());
    }

    private static Optional<CoreExternType> type(CoreModule module, String name) {
        return module.exports().stream()
                .filter(each -> each.name().equals(name))
                .map(CoreExport::type)
                .findFirst();
    }

    private static String exports(CoreModule module) {
        List<String> names = module.exports().stream()
                .filter(each -> each.type() instanceof CoreExternType.Function)
                .map(CoreExport::name)
                .toList();
        return names.isEmpty() ? "no function" : String.join(", ", names);
    }
}
