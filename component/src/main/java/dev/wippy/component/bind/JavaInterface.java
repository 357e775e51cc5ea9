package dev.wippy.component.bind;

import dev.wippy.component.abi.ComponentFunction;
import dev.wippy.component.abi.ResourceType;
import dev.wippy.component.types.FunctionType;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;

/**
 * What one Java object offers as a WIT interface: its methods that are marked {@link WitFunction}. Safe for use by many
 * threads.
 *
 * <table>
 * <caption>Types</caption>
 * <tr><th>WIT</th><th>Java</th></tr>
 * <tr><td>bool, f32, f64, string</td><td>{@code boolean}, {@code float}, {@code double}, {@code String}</td></tr>
 * <tr><td>s8, s16, s32, s64</td><td>{@code byte}, {@code short}, {@code int}, {@code long}</td></tr>
 * <tr><td>u8</td><td>{@code short}, {@code int} or {@code @Unsigned byte}</td></tr>
 * <tr><td>u16</td><td>{@code int} or {@code @Unsigned short}</td></tr>
 * <tr><td>u32</td><td>{@code long} or {@code @Unsigned int}</td></tr>
 * <tr><td>u64</td><td>{@code @Unsigned long}, its bits, or {@code BigInteger}</td></tr>
 * <tr><td>char</td><td>{@code int}, the code point</td></tr>
 * <tr><td>list&lt;u8&gt;, other lists</td><td>{@code byte[]}, {@code List<T>}</td></tr>
 * <tr><td>record</td><td>a record, its components in the order and with the names of the fields</td></tr>
 * <tr><td>tuple</td><td>a record, its components in order</td></tr>
 * <tr><td>enum</td><td>an enum, its constants with the names of the cases</td></tr>
 * <tr><td>flags</td><td>{@code Set} or {@code EnumSet} of such an enum</td></tr>
 * <tr><td>variant</td><td>a sealed interface, its records with the names of the cases, of a component or none</td></tr>
 * <tr><td>option</td><td>{@code Optional<T>}</td></tr>
 * <tr><td>result</td><td>{@link Result}; a method may also return what success carries, and throw
 *     {@link WitErrorException}</td></tr>
 * <tr><td>own, borrow</td><td>a class marked {@link WitResource}</td></tr>
 * </table>
 *
 * <p>Names are the same where their letters are: {@code last-modified}, {@code lastModified}, {@code LAST_MODIFIED}.
 */
public final class JavaInterface {
    private final Object implementation;
    private final BoundClass type;
    private final MethodHandles.Lookup lookup;
    private final List<ReturnAdapter> adapters;
    private final List<Class<?>> wrappers;

    private JavaInterface(
            Object implementation, BoundClass type, MethodHandles.Lookup lookup, List<ReturnAdapter> adapters) {
        this.implementation = implementation;
        this.type = type;
        this.lookup = lookup;
        this.adapters = adapters;
        this.wrappers = adapters.stream().<Class<?>>map(ReturnAdapter::wrapper).toList();
    }

    /**
     * Binds an object of a public class in an exported package.
     *
     * @throws BindException if two methods bear one name
     */
    public static JavaInterface of(Object implementation, ReturnAdapter... adapters) {
        return of(implementation, MethodHandles.publicLookup(), adapters);
    }

    /**
     * Binds an object whose methods the lookup may call.
     *
     * @param adapters unwrap what methods return
     * @throws BindException if two methods bear one name
     */
    public static JavaInterface of(
            Object implementation, MethodHandles.Lookup lookup, ReturnAdapter... adapters) {
        return new JavaInterface(
                implementation, BoundClass.of(implementation.getClass()), lookup, List.of(adapters));
    }

    /** The resource type of a class that is marked {@link WitResource}: always the same. */
    public static Optional<ResourceType> resourceType(Class<?> type) {
        return ResourceClasses.typeOf(type);
    }

    /**
     * The function of that name, if a method offers it.
     *
     * <p>A call runs the method on the calling thread. What it throws passes through, but for {@link WitErrorException}
     * where the function's result can carry it; a value that does not fit the type is an
     * {@code IllegalStateException} that names the function.
     *
     * @param name as WIT's binary form writes it: {@code now}, {@code [method]input-stream.read}
     * @param type what the component that imports it expects
     * @throws BindException if the method does not fit the type, or can't be called; the message shows both signatures
     */
    public Optional<ComponentFunction> function(String name, FunctionType type) {
        return shape().function(name, type).map(found -> found.of(this));
    }

    /** What it offers apart from the object: equal for two objects of one class that were bound in the same way. */
    public Shape shape() {
        return new Shape(type, lookup, wrappers);
    }

    /** What objects of one class offer. */
    public static final class Shape {
        private final BoundClass type;
        private final MethodHandles.Lookup lookup;
        private final List<Class<?>> wrappers;

        private Shape(BoundClass type, MethodHandles.Lookup lookup, List<Class<?>> wrappers) {
            this.type = type;
            this.lookup = lookup;
            this.wrappers = wrappers;
        }

        /**
         * What {@link JavaInterface#function} finds for each of the objects.
         *
         * @throws BindException if the method does not fit the type, or can't be called; the message shows both
         *     signatures
         */
        public Optional<Function> function(String name, FunctionType type) {
            return this.type.method(name, type, lookup, wrappers).map(Function::new);
        }

        /** What {@link JavaInterface#resource} finds for each of the objects. */
        public Optional<ResourceType> resource(String name) {
            return type.resource(name);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Shape shape && shape.type == type && shape.wrappers.equals(wrappers)
                    && shape.lookup.lookupClass() == lookup.lookupClass()
                    && shape.lookup.lookupModes() == lookup.lookupModes();
        }

        @Override
        public int hashCode() {
            return type.hashCode();
        }
    }

    /** A function of all objects of one class. */
    public static final class Function {
        private final BoundMethod method;

        private Function(BoundMethod method) {
            this.method = method;
        }

        /** The function of one of them. */
        public ComponentFunction of(JavaInterface one) {
            return method.bind(one.implementation, one.adapters);
        }
    }

    /**
     * The resource type of that name, if a class marked {@link WitResource} that the methods speak of has it.
     *
     * @throws BindException if several have it
     */
    public Optional<ResourceType> resource(String name) {
        return type.resource(name);
    }
}
