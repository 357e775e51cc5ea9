package dev.wippy.engine;

/** The type of a core value. */
public enum CoreType {
    I32,
    I64,
    F32,
    F64,
    V128,
    FUNCREF,
    EXTERNREF,
    EXNREF,
    /** Any other reference type. */
    REF
}
