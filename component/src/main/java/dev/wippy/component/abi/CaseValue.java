package dev.wippy.component.abi;

import org.jspecify.annotations.Nullable;

/**
 * A lifted variant or result.
 *
 * @param index which case
 * @param payload what it carries, null where the case carries nothing
 */
public record CaseValue(int index, @Nullable Object payload) {

    /** A result's success. */
    public static CaseValue ok(@Nullable Object payload) {
        return new CaseValue(0, payload);
    }

    /** A result's failure. */
    public static CaseValue err(@Nullable Object payload) {
        return new CaseValue(1, payload);
    }
}
