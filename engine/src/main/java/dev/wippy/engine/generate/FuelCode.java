package dev.wippy.engine.generate;

/** Emits the counting of fuel, in code that does. */
final class FuelCode {
    private FuelCode() {}

    /** A unit: a function is entered, or a loop is gone back to. */
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
