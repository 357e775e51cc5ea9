package dev.wippy.engine.run;

import dev.wippy.engine.Fuel;

/** What code that counts fuel calls. Public for generated classes only. */
public final class FuelCounts {
    private static final int BULK_BYTES = 64;
    private static final int ELEMENT_BYTES = 8;

    private FuelCounts() {}

    /**
     * A function is entered.
     *
     * @param frame the bytes that its frame takes, see {@link Fuel}
     * @return for {@link #leave}
     */
    public static int enter(int frame, ModuleInstance instance) {
        Fuel fuel = instance.fuel;
        if (fuel == null) {
            return 0;
        }
        fuel.spend(1);
        return fuel.enter(frame);
    }

    /** A function returns, or has caught an exception. */
    public static void leave(int before, ModuleInstance instance) {
        Fuel fuel = instance.fuel;
        if (fuel != null) {
            fuel.leave(before);
        }
    }

    /** A branch goes back to a loop. */
    public static void unit(ModuleInstance instance) {
        spend(1, instance);
    }

    /** So many bytes are about to be filled or copied. */
    public static void bytes(int count, ModuleInstance instance) {
        spend((Integer.toUnsignedLong(count) + BULK_BYTES - 1) / BULK_BYTES, instance);
    }

    /** So many elements of a table are about to be filled or copied. */
    public static void elements(int count, ModuleInstance instance) {
        spend((Integer.toUnsignedLong(count) * ELEMENT_BYTES + BULK_BYTES - 1) / BULK_BYTES, instance);
    }

    private static void spend(long units, ModuleInstance instance) {
        Fuel fuel = instance.fuel;
        if (fuel != null) {
            fuel.spend(units);
        }
    }
}
