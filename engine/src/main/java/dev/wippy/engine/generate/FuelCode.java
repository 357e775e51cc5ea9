package dev.wippy.engine.generate;

/** Emits the counting of fuel, in code that does. */
final class FuelCode {
    private FuelCode() {}

    private static final int FRAME = 64;
    private static final int LOCAL = 8;

    /** A function is entered: a unit, and a frame more. Leaves on the JVM's stack what {@link #leave} needs. */
    static void enter(CodeWriter code, int locals, int instance) {
        code.constant(FRAME + LOCAL * locals);
        code.load(Kind.REFERENCE, instance);
        code.callStatic(Names.FUEL, "enter", "(I" + Names.A_INSTANCE + ")I");
    }

    /** The function, on entry of which a slot was filled, returns, or has caught an exception. */
    static void leave(CodeWriter code, int slot, int instance) {
        code.load(Kind.INT, slot);
        code.load(Kind.REFERENCE, instance);
        code.callStatic(Names.FUEL, "leave", "(I" + Names.A_INSTANCE + ")V");
    }

    /** A unit: a loop is gone back to. */
    static void unit(CodeWriter code, int instance) {
        code.load(Kind.REFERENCE, instance);
        code.callStatic(Names.FUEL, "unit", "(" + Names.A_INSTANCE + ")V");
    }

    /** Before bulk work the length of which is on top of the stack: of bytes or of elements. */
    static void bulk(BodyGenerator body, String what) {
        if (body.layout.countsFuel) {
            body.code.op(Jvm.DUP);
            body.code.load(Kind.REFERENCE, body.form.instanceSlot());
            body.code.callStatic(Names.FUEL, what, "(I" + Names.A_INSTANCE + ")V");
        }
    }
}
