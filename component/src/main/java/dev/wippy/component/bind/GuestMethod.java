package dev.wippy.component.bind;

import dev.wippy.component.abi.CaseValue;
import dev.wippy.component.abi.ComponentFunction;
import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ValueType;
import dev.wippy.component.value.PlainValues;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A method of a Java interface as a call of a function that a component exports. */
final class GuestMethod {
    private final String name;
    private final ComponentFunction function;
    private final boolean withSelf;
    private final Converter[] parameters;
    private final Returned returned;
    private final List<GuestHandle> taken;

    /** What comes back, as Java has it. */
    private interface Returned {
        @Nullable
        Object toJava(@Nullable Object lifted);
    }

    private GuestMethod(String name, ComponentFunction function, boolean withSelf, Converter[] parameters,
            Returned returned, List<GuestHandle> taken) {
        this.name = name;
        this.function = function;
        this.withSelf = withSelf;
        this.parameters = parameters;
        this.returned = returned;
        this.taken = taken;
    }

    /**
     * Binds a method.
     *
     * @param withSelf whether the function's first parameter is the object that the method is called on
     * @param taken collects the handles that converters take, while arguments are converted
     * @throws MismatchException if the method does not fit
     */
    static GuestMethod of(String name, FunctionType type, ComponentFunction function, Method method, boolean withSelf,
            ConverterFactory factory, List<GuestHandle> taken) throws MismatchException {
        AnnotatedType[] java = method.getAnnotatedParameterTypes();
        int first = withSelf ? 1 : 0;
        int count = type.parameters().size() - first;
        if (java.length != count) {
            throw new MismatchException("it has " + java.length + " parameters, not " + count);
        }
        Converter[] converters = new Converter[count];
        for (int i = 0; i < count; i++) {
            FunctionType.Parameter parameter = type.parameters().get(first + i);
            try {
                converters[i] = factory.make(parameter.type(), java[i]);
            } catch (MismatchException e) {
                throw new MismatchException("parameter " + (i + 1) + " (" + parameter.name() + "): " + e.getMessage());
            }
        }
        try {
            return new GuestMethod(name, function, withSelf, converters,
                    returned(factory, type.result(), method.getAnnotatedReturnType()), taken);
        } catch (MismatchException e) {
            throw new MismatchException("result: " + e.getMessage());
        }
    }

    private static Returned returned(ConverterFactory factory, Optional<ValueType> type, AnnotatedType java)
            throws MismatchException {
        if (type.isEmpty()) {
            factory.side(type, java);
            return _ -> null;
        }
        if (!(type.get() instanceof ValueType.ResultOf(var ok, var err)) || ConverterFactory.raw(java)
                == Result.class) {
            Converter converter = factory.make(type.get(), java);
            return lifted -> converter.toJava(value(lifted));
        }
        Converter success = factory.side(ok, java);
        return lifted -> {
            CaseValue result = (CaseValue) value(lifted);
            if (result.index() != 0) {
                throw new WitErrorException(
                        err.map(each -> PlainValues.fromLifted(each, value(result.payload()))).orElse(null));
            }
            return success == null ? null : success.toJava(value(result.payload()));
        };
    }

    private static Object value(@Nullable Object lifted) {
        if (lifted == null) {
            throw new IllegalStateException("a function with a result returned none");
        }
        return lifted;
    }

    @Nullable
    Object call(@Nullable GuestHandle self, @Nullable Object @Nullable [] arguments) {
        List<Object> lifted = new ArrayList<>(parameters.length + 1);
        taken.clear();
        String at = "self";
        try {
            if (withSelf && self != null) {
                lifted.add(self.borrow());
            }
            for (int i = 0; arguments != null && i < parameters.length; i++) {
                at = "argument " + (i + 1);
                lifted.add(parameters[i].toLifted(arguments[i]));
            }
        } catch (ConversionException e) {
            taken.forEach(GuestHandle::giveBack);
            throw new IllegalArgumentException(at + " of " + name + ": " + e.getMessage(), e);
        }
        return returned.toJava(function.call(lifted.toArray()));
    }
}
