package dev.wippy.component;

import dev.wippy.component.error.ComponentFormatException;
import dev.wippy.component.error.InvalidComponentException;
import dev.wippy.component.error.UnsupportedComponentException;
import dev.wippy.component.binary.ComponentParser;
import dev.wippy.component.link.ComponentResolver;
import dev.wippy.component.link.CoreLinker;
import dev.wippy.component.link.KeptComponent;
import dev.wippy.component.link.ResolvedComponent;
import dev.wippy.component.types.NamedExtern;
import dev.wippy.engine.Engine;
import dev.wippy.component.wit.WitPrinter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A WebAssembly component: parsed, its definitions resolved and typed, its core modules not compiled yet. Immutable; all
 * methods may be called from any thread.
 *
 * <pre>{@code
 * Component component = Component.parse(bytes);
 * ExportedFunction compute = component.function("compute").orElseThrow();
 * CompiledComponent compiled = component.compile(engine);
 * try (ComponentInstance instance = compiled.instantiate(InstanceOptions.defaults())) {
 *     Object sum = instance.call(compute, 1, 2);
 * }
 * }</pre>
 */
public final class Component {
    private final ResolvedComponent resolved;
    private final Exports exports;

    private Component(ResolvedComponent resolved) {
        this.resolved = resolved;
        this.exports = new Exports(resolved.exports());
    }

    /** What a WebAssembly file is. */
    public enum Kind {
        CORE_MODULE,
        COMPONENT,
        /** Neither. */
        UNKNOWN
    }

    /** What the first eight bytes say that a file is. */
    public static Kind kindOf(byte[] bytes) {
        return switch (ComponentParser.kindOf(bytes)) {
            case CORE_MODULE -> Kind.CORE_MODULE;
            case COMPONENT -> Kind.COMPONENT;
            case UNKNOWN -> Kind.UNKNOWN;
        };
    }

    /**
     * Parses a component and resolves its definitions.
     *
     * @param bytes which the caller no longer changes
     * @throws ComponentFormatException if the bytes are not a component
     * @throws InvalidComponentException if a definition breaks a rule of the component model
     * @throws UnsupportedComponentException if the bytes use a gated part of the format
     */
    public static Component parse(byte[] bytes) {
        return new Component(resolve(bytes));
    }

    /**
     * The same; where the engine's cache folder has the component, nothing of it is parsed or validated, and what was is
     * kept there.
     */
    public static Component parse(byte[] bytes, Engine engine) {
        return parse(bytes, engine, Component::resolve);
    }

    /** @param resolve parses and resolves: tests count it */
    static Component parse(byte[] bytes, Engine engine, Function<byte[], ResolvedComponent> resolve) {
        byte[] digest = sha256(bytes);
        return new Component(engine.recall(Component.class, digest)
                .flatMap(form -> KeptComponent.read(form, bytes, digest))
                .orElseGet(() -> {
                    ResolvedComponent resolved = resolve.apply(bytes);
                    engine.keep(Component.class, digest, KeptComponent.write(resolved, digest));
                    return resolved;
                }));
    }

    static ResolvedComponent resolve(byte[] bytes) {
        return ComponentResolver.resolve(ComponentParser.parse(bytes));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new LinkageError("each JDK has SHA-256", e);
        }
    }

    /**
     * Compiles the core modules, which may take seconds, and links them.
     *
     * @throws InvalidComponentException if core modules do not fit together
     * @throws dev.wippy.engine.InvalidModuleException if a core module is not valid
     * @throws dev.wippy.engine.UnsupportedModuleException if a core module needs what the engine does not have
     */
    public CompiledComponent compile(Engine engine) {
        return compile(engine, CompileProgress.NONE);
    }

    /**
     * The same; modules are compiled side by side, on threads of their own.
     *
     * @param progress told of each module
     */
    public CompiledComponent compile(Engine engine, CompileProgress progress) {
        return new CompiledComponent(this, CoreLinker.link(engine, resolved, progress::compiled));
    }

    /** The component's name from its name section, else {@code component}. */
    public String name() {
        return resolved.name();
    }

    /** The imports, in order. */
    public List<NamedExtern> imports() {
        return resolved.imports();
    }

    /** The exports, in order. */
    public List<NamedExtern> exports() {
        return resolved.exports();
    }

    /**
     * The imports and exports as WIT, as {@code jco wit} prints them: the world, then the packages of the interfaces
     * that it speaks of, as far as the binary tells of them. Lines end with {@code \n}.
     */
    public String wit() {
        return WitPrinter.print(imports(), exports(), resolved.aliases());
    }

    /** The core modules that the component and those nested in it define, in order, without their code. */
    public List<CoreModuleText> coreModules() {
        return resolved.modules().stream().map(each -> CoreModuleText.of(each.copy())).toList();
    }

    /** All functions that the component exports, itself or in instances, in order. */
    public List<ExportedFunction> functions() {
        return exports.functions();
    }

    /**
     * Finds an exported function.
     *
     * @param method {@code compute} for one of the component itself, {@code iface#func} or
     *     {@code ns:pkg/iface@1.2.3#func} for one of an instance; where the version is left out, it is the newest that
     *     is exported. {@code iface} is the instance's name, or the last part of the name of its interface where only
     *     one package has it
     */
    public Optional<ExportedFunction> function(String method) {
        return exports.function(method);
    }

    /** Where the exported instance stands that the name means, as in {@link #function}. */
    Optional<Integer> exported(String instance) {
        return exports.instance(instance);
    }
}
