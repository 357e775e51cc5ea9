package dev.wippy.engine.run;

import dev.wippy.engine.CoreExtern;
import dev.wippy.engine.CoreExternType;
import org.jspecify.annotations.Nullable;

/**
 * A global that others than its instance may see; the fields are read and set by generated code. Public for generated
 * classes only.
 */
public abstract sealed class Global implements CoreExtern {
    private final CoreExternType.Global type;
    private final ValueType value;

    private Global(CoreExternType.Global type, ValueType value) {
        this.type = type;
        this.value = value;
    }

    /** A global with a first value, boxed. */
    public static Global of(CoreExternType.Global type, ValueType value, @Nullable Object first) {
        return switch (type.value()) {
            case I32 -> new Int(type, value, (int) bits(first));
            case I64 -> new Long(type, value, bits(first));
            case F32 -> new Float(type, value, java.lang.Float.intBitsToFloat((int) bits(first)));
            case F64 -> new Double(type, value, java.lang.Double.longBitsToDouble(bits(first)));
            default -> new Reference(type, value, first);
        };
    }

    private static long bits(@Nullable Object boxed) {
        return boxed instanceof java.lang.Long bits ? bits : 0;
    }

    @Override
    public final CoreExternType.Global type() {
        return type;
    }

    /** The type of its value, comparable across modules. */
    public final ValueType valueType() {
        return value;
    }

    /** Its present value, boxed as where types are not known: numbers as longs of their bits. */
    public abstract @Nullable Object boxed();

    /** Sets its value, boxed likewise. */
    public abstract void set(@Nullable Object boxed);

    /** Of an i32. */
    public static final class Int extends Global {
        public int value;

        private Int(CoreExternType.Global type, ValueType valueType, int value) {
            super(type, valueType);
            this.value = value;
        }

        @Override
        public Object boxed() {
            return (long) value;
        }

        @Override
        public void set(@Nullable Object boxed) {
            value = (int) bits(boxed);
        }
    }

    /** Of an i64. */
    public static final class Long extends Global {
        public long value;

        private Long(CoreExternType.Global type, ValueType valueType, long value) {
            super(type, valueType);
            this.value = value;
        }

        @Override
        public Object boxed() {
            return value;
        }

        @Override
        public void set(@Nullable Object boxed) {
            value = bits(boxed);
        }
    }

    /** Of an f32. */
    public static final class Float extends Global {
        public float value;

        private Float(CoreExternType.Global type, ValueType valueType, float value) {
            super(type, valueType);
            this.value = value;
        }

        @Override
        public Object boxed() {
            return (long) java.lang.Float.floatToRawIntBits(value);
        }

        @Override
        public void set(@Nullable Object boxed) {
            value = java.lang.Float.intBitsToFloat((int) bits(boxed));
        }
    }

    /** Of an f64. */
    public static final class Double extends Global {
        public double value;

        private Double(CoreExternType.Global type, ValueType valueType, double value) {
            super(type, valueType);
            this.value = value;
        }

        @Override
        public Object boxed() {
            return java.lang.Double.doubleToRawLongBits(value);
        }

        @Override
        public void set(@Nullable Object boxed) {
            value = java.lang.Double.longBitsToDouble(bits(boxed));
        }
    }

    /** Of a reference. */
    public static final class Reference extends Global {
        public @Nullable Object value;

        private Reference(CoreExternType.Global type, ValueType valueType, @Nullable Object value) {
            super(type, valueType);
            this.value = value;
        }

        @Override
        public @Nullable Object boxed() {
            return value;
        }

        @Override
        public void set(@Nullable Object boxed) {
            value = boxed;
        }
    }
}
