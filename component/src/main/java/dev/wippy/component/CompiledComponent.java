package dev.wippy.component;

import dev.wippy.component.error.ImportMismatchException;
import dev.wippy.component.error.UnsupportedComponentException;
import dev.wippy.component.link.Template;

/** A component with its core modules compiled and linked, ready to be instantiated. Immutable, shared by threads. */
public final class CompiledComponent {
    private final Component component;
    private final Template template;
    private final HostLinker host;

    CompiledComponent(Component component, Template template) {
        this.component = component;
        this.template = template;
        this.host = new HostLinker(component.imports());
    }

    /** The component that was compiled. */
    public Component component() {
        return component;
    }

    /**
     * Makes an instance, on the calling thread, which runs what its core modules start with.
     *
     * <p>An import that the host does not offer fails only when it is called. Its resource types are the instance's
     * own.
     *
     * @throws ImportMismatchException if the host offers an import under another type
     * @throws UnsupportedComponentException if the component uses what is not implemented, such as the async part of
     *     0.3, or imports a component or core module
     * @throws dev.wippy.engine.Trap if a start function traps
     * @throws dev.wippy.engine.BudgetExceededException if the budget does not cover a declared minimum
     */
    public ComponentInstance instantiate(InstanceOptions options) {
        Object[] arguments = host.arguments(options);
        return new ComponentInstance(component,
                template.instantiate(options.name(), arguments, options.budget(), options.maxHandles(),
                        options.fuel().orElse(null), options.experimentalTasks()));
    }
}
