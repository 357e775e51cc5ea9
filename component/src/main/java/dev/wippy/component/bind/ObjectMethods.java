package dev.wippy.component.bind;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** The methods of a proxy that call no guest: what every object has, and what an interface implements itself. */
final class ObjectMethods {
    private ObjectMethods() {}

    /** @param text what {@code toString} gives */
    static @Nullable Object invoke(Object proxy, String text, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() != Object.class) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> text;
        };
    }
}
