package dev.wippy.component.bind;

import dev.wippy.component.types.ExternName;
import dev.wippy.component.types.ExternType;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.NamedExtern;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A Java interface over what an instance of a component exports.
 *
 * <p>Each abstract method calls the function that {@link WitFunction} names, else the one with the same letters. Types
 * are those of {@link JavaInterface}, with these differences:
 *
 * <ul>
 * <li>A resource type that the guest defines is a Java interface marked {@link WitResource}. Its methods are the
 * resource's; where it has {@code close()}, that drops the resource. What is passed as own can't be used any more.
 * <li>A method that calls a constructor bears the resource's name; a static function's method its own label.
 * <li>A function that returns a result may be a method that returns what success carries: failure is a
 * {@link WitErrorException} then, whose error is a plain value ({@link dev.wippy.component.value.PlainValues}).
 * </ul>
 */
public final class GuestInterface {
    private final Class<?> api;
    private final GuestExports exports;
    private final GuestResources resources;
    private final ConverterFactory factory;
    private final List<String> problems = new ArrayList<>();

    private GuestInterface(Class<?> api, GuestExports exports, MethodHandles.Lookup lookup) {
        this.api = api;
        this.exports = exports;
        this.resources = new GuestResources(exports.items());
        this.factory = new ConverterFactory(lookup, resources);
    }

    /**
     * Makes an object whose methods call the exports. It is used by one thread at a time, as its instance is.
     *
     * @param lookup may make and take apart the records that the methods speak of
     * @throws BindException if a method has no function, or does not fit it; the message shows both sides of each
     */
    public static <T> T proxy(Class<T> api, GuestExports exports, MethodHandles.Lookup lookup) {
        if (!api.isInterface()) {
            throw new BindException(api.getName() + " is not a Java interface");
        }
        return api.cast(new GuestInterface(api, exports, lookup).proxy());
    }

    private Object proxy() {
        Map<Method, GuestMethod> methods = new HashMap<>();
        bind(api, Optional.empty(), methods);
        for (Class<?> each = resources.nextUnbound(); each != null; each = resources.nextUnbound()) {
            bind(each, Optional.of(each.getAnnotation(WitResource.class).value()), resources.methods(each));
        }
        if (!problems.isEmpty()) {
            throw new BindException(api.getName() + " does not fit " + exports.name() + ":\n"
                    + String.join("\n", problems));
        }
        String text = api.getSimpleName() + " of " + exports.name();
        InvocationHandler handler = (self, method, arguments) -> {
            GuestMethod bound = methods.get(method);
            return bound != null
                    ? bound.call(null, arguments)
                    : ObjectMethods.invoke(self, text, method, arguments);
        };
        return Proxy.newProxyInstance(api.getClassLoader(), new Class<?>[]{api}, handler);
    }

    private void bind(Class<?> type, Optional<String> resource, Map<Method, GuestMethod> into) {
        for (Method method : type.getMethods()) {
            boolean closes = resource.isPresent() && method.getName().equals("close") && method.getParameterCount() == 0
                    && !method.isAnnotationPresent(WitFunction.class);
            if (!Modifier.isAbstract(method.getModifiers()) || closes) {
                continue;
            }
            int position = position(method, resource);
            if (position < 0) {
                problems.add("  no function is exported for the method\n    Java: " + JavaText.of(method)
                        + "\n    WIT:  " + functions());
                continue;
            }
            NamedExtern item = exports.items().get(position);
            FunctionType function = ((ExternType.OfFunction) item.type()).type();
            boolean withSelf = resource.isPresent() && ExternName.parse(item.name()) instanceof ExternName.Method;
            try {
                into.put(method, GuestMethod.of(item.name(), function, exports.function(position), method, withSelf,
                        factory, resources.taken()));
            } catch (MismatchException e) {
                problems.add("  " + e.getMessage() + "\n    Java: " + JavaText.of(method) + "\n    WIT:  "
                        + JavaText.of(item.name(), function));
            }
        }
    }

    private String functions() {
        List<String> all = exports.items().stream()
                .filter(each -> each.type() instanceof ExternType.OfFunction)
                .map(each -> JavaText.of(each.name(), ((ExternType.OfFunction) each.type()).type()))
                .toList();
        return all.isEmpty() ? "no functions" : all.stream().collect(Collectors.joining("\n          "));
    }

    /** Where the function of a method stands among the exports; -1 where there is none. */
    private int position(Method method, Optional<String> resource) {
        WitFunction annotation = method.getAnnotation(WitFunction.class);
        int found = -1;
        for (int i = exports.items().size() - 1; i >= 0; i--) {
            NamedExtern item = exports.items().get(i);
            if (item.type() instanceof ExternType.OfFunction && (annotation != null
                    ? item.name().equals(annotation.value())
                    : matches(ExternName.parse(item.name()), method.getName(), resource))) {
                found = i;
            }
        }
        return found;
    }

    private static boolean matches(ExternName name, String method, Optional<String> resource) {
        return switch (name) {
            case ExternName.Plain(var label) -> resource.isEmpty() && Names.match(label, method);
            case ExternName.Constructor(var of) -> resource.isEmpty() && Names.match(of, method);
            case ExternName.Static(_, var label) -> resource.isEmpty() && Names.match(label, method);
            case ExternName.Method(var of, var label) ->
                resource.equals(Optional.of(of)) && Names.match(label, method);
            case ExternName.Interface _ -> false;
        };
    }
}
