package dev.wippy.component.abi;

import org.jspecify.annotations.Nullable;

/**
 * A component-level function: an export of a component instance, or the host's. Called on the guest's thread.
 *
 * <p>Values between functions are <em>lifted</em> values, exact and quick rather than comfortable:
 *
 * <table>
 * <caption>Lifted values</caption>
 * <tr><td>bool</td><td>{@code Boolean}</td></tr>
 * <tr><td>s8, u8, s16, u16, s32</td><td>{@code Integer}</td></tr>
 * <tr><td>u32</td><td>{@code Integer}, as its bits</td></tr>
 * <tr><td>s64, u64</td><td>{@code Long}, u64 as its bits</td></tr>
 * <tr><td>f32, f64</td><td>{@code Float}, {@code Double}</td></tr>
 * <tr><td>char</td><td>{@code Integer}, the Unicode scalar value</td></tr>
 * <tr><td>string</td><td>{@code String}</td></tr>
 * <tr><td>list&lt;u8&gt;</td><td>{@code byte[]}</td></tr>
 * <tr><td>list&lt;T&gt;</td><td>{@code Object[]}</td></tr>
 * <tr><td>record, tuple</td><td>{@code Object[]}, in the order of the fields</td></tr>
 * <tr><td>variant, result</td><td>{@link CaseValue}; a result's ok is case 0, its err case 1</td></tr>
 * <tr><td>enum</td><td>{@code Integer}, the index of the case</td></tr>
 * <tr><td>option</td><td>{@code Optional}</td></tr>
 * <tr><td>flags</td><td>{@code Integer}, bit i for the i-th name</td></tr>
 * <tr><td>own, borrow</td><td>{@link Resource}</td></tr>
 * </table>
 */
@FunctionalInterface
public interface ComponentFunction {

    /**
     * Calls the function. A component's takes what it is passed as own, also when the call fails; of what the host's is
     * passed, it owns what it returns after, and nothing when it throws.
     *
     * @param arguments the lifted arguments
     * @return the lifted result, null where the type has none
     * @throws dev.wippy.engine.Trap if a guest's fault ends the call; its instance is then poisoned
     * @throws dev.wippy.engine.Unwind if the guest is ended from outside, or ends itself; the same holds
     */
    @Nullable
    Object call(Object[] arguments);
}
