package dev.wippy.component.bind;

import dev.wippy.component.abi.Resource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A guest's resource that the host owns, as a Java object: until it is closed, or passed on as own. */
final class GuestHandle implements InvocationHandler {
    private final Class<?> type;
    private final Resource resource;
    private final Map<Method, GuestMethod> methods;
    private boolean gone;

    GuestHandle(Class<?> type, Resource resource, Map<Method, GuestMethod> methods) {
        this.type = type;
        this.resource = resource;
        this.methods = methods;
    }

    /** The handle behind an object, if it is one of that class. */
    static GuestHandle of(Class<?> type, @Nullable Object value) {
        if (value != null && Proxy.isProxyClass(value.getClass())
                && Proxy.getInvocationHandler(value) instanceof GuestHandle handle && handle.type == type) {
            return handle;
        }
        throw new ConversionException("a " + type.getSimpleName() + " is "
                + (value == null ? "null" : "not one that the guest made"));
    }

    /** The resource, which stays the host's. */
    Resource borrow() {
        if (gone) {
            throw new ConversionException("a " + type.getSimpleName() + " is closed, or was passed on");
        }
        return resource;
    }

    /** The resource, which is no longer the host's. */
    Resource take() {
        Resource taken = borrow();
        gone = true;
        return taken;
    }

    /** The call that it was taken for was not made. */
    void giveBack() {
        gone = false;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        GuestMethod bound = methods.get(method);
        if (bound != null) {
            return bound.call(this, arguments);
        }
        if (method.getName().equals("close") && method.getParameterCount() == 0) {
            if (!gone) {
                gone = true;
                resource.drop();
            }
            return null;
        }
        return ObjectMethods.invoke(proxy, type.getSimpleName() + "[" + resource.type() + "]", method, arguments);
    }
}
