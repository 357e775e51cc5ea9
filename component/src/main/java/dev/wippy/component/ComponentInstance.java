package dev.wippy.component;

import dev.wippy.component.abi.ComponentFunction;
import dev.wippy.component.bind.GuestInterface;
import dev.wippy.component.link.Template;
import java.lang.invoke.MethodHandles;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An instance of a component, with the instances nested in it. Used by one thread at a time.
 *
 * <p>A call that ends with a {@link dev.wippy.engine.Trap}, or is ended from outside, leaves the instance poisoned: each
 * later call is a trap. It still has to be closed.
 */
public final class ComponentInstance implements AutoCloseable {
    private final Component component;
    private final Template.Instance instance;

    ComponentInstance(Component component, Template.Instance instance) {
        this.component = component;
        this.instance = instance;
    }

    /** The component that it is an instance of. */
    public Component component() {
        return component;
    }

    /** An exported function of this instance, to be called with lifted values. */
    public ComponentFunction function(ExportedFunction function) {
        Object item = instance.exports();
        for (int position : function.path()) {
            item = ((Object[]) item)[position];
        }
        return (ComponentFunction) item;
    }

    /** The exported function that {@link Component#function} finds. */
    public Optional<ComponentFunction> function(String method) {
        return component.function(method).map(this::function);
    }

    /**
     * Calls an exported function.
     *
     * @param arguments lifted values, see {@link ComponentFunction}
     * @return the lifted result, null where the function has none
     * @throws dev.wippy.engine.Trap if the guest traps
     */
    public @Nullable Object call(ExportedFunction function, Object... arguments) {
        return function(function).call(arguments);
    }

    /**
     * Calls the exported function that {@link Component#function} finds.
     *
     * @throws IllegalArgumentException if there is none
     */
    public @Nullable Object call(String method, Object... arguments) {
        return function(method)
                .orElseThrow(() -> new IllegalArgumentException("the component exports no function '" + method
                        + "'; it exports " + component.functions()))
                .call(arguments);
    }

    /**
     * An object whose methods call the exports, see {@link GuestInterface}; of a public Java interface whose records are
     * public too, in exported packages. It is found out once for each object what its methods call.
     *
     * @param api where it is marked {@link dev.wippy.component.bind.WitInterface}, it is that interface's functions
     *     that its methods call, else the component's own
     * @throws dev.wippy.component.bind.BindException if a method has no function or does not fit it, or the interface
     *     is not exported; the message shows both sides
     */
    public <T> T proxy(Class<T> api) {
        return proxy(api, MethodHandles.publicLookup());
    }

    /**
     * The same for what a lookup may use.
     *
     * @param lookup may make and take apart the records that the methods speak of
     */
    public <T> T proxy(Class<T> api, MethodHandles.Lookup lookup) {
        return GuestInterface.proxy(api, InstanceExports.of(this, instance.exports(), api), lookup);
    }

    /** Whether a call did not end well, so that no other is possible. */
    public boolean poisoned() {
        return instance.state().poisoned();
    }

    /** Ends the instance from outside of a call: no export or destructor of it runs any more. */
    public void poison() {
        instance.state().poison();
    }

    /**
     * Frees what the instance holds: the host's resources that it still owns are dropped, the last created first. No
     * code of the guest runs. Calling it again does nothing.
     */
    @Override
    public void close() {
        instance.state().close();
    }
}
