package dev.wippy.engine.generate;

import dev.wippy.engine.read.FunctionType;

/**
 * A function type as the methods of its functions have it.
 *
 * @param parameters the {@link Kind}s of its parameters
 * @param results the kinds of its results
 * @param name the type without the module, {@link FunctionType#signature()}
 */
record Signature(String parameters, String results, String name) {
    /** The JVM's methods have 255 slots for parameters; some are left for receiver and instance. */
    private static final int MAX_SLOTS = 250;

    static Signature of(FunctionType type) {
        char[] parameters = new char[type.parameterCount()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = Kind.of(type.parameter(i));
        }
        char[] results = new char[type.resultCount()];
        for (int i = 0; i < results.length; i++) {
            results[i] = Kind.of(type.result(i));
        }
        return new Signature(new String(parameters), new String(results), type.signature());
    }

    static int slots(String kinds) {
        int slots = 0;
        for (int i = 0; i < kinds.length(); i++) {
            slots += Kind.slots(kinds.charAt(i));
        }
        return slots;
    }

    /** Whether the parameters travel in an array, because the JVM has no room for so many. */
    boolean isWide() {
        return slots(parameters) > MAX_SLOTS;
    }

    /** The parameters of its methods as a descriptor has them. */
    private String parameterDescriptor() {
        if (isWide()) {
            return "[Ljava/lang/Object;";
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parameters.length(); i++) {
            text.append(Kind.descriptor(parameters.charAt(i)));
        }
        return text.toString();
    }

    /** The slots that the parameters of its methods take. */
    int parameterSlots() {
        return isWide() ? 1 : slots(parameters);
    }

    /** Several results travel in an array: of longs, or of objects if one of them is a reference. */
    boolean returnsObjects() {
        return results.length() > 1 && results.indexOf(Kind.REFERENCE) >= 0;
    }

    String returnDescriptor() {
        return switch (results.length()) {
            case 0 -> "V";
            case 1 -> Kind.descriptor(results.charAt(0));
            default -> returnsObjects() ? "[Ljava/lang/Object;" : "[J";
        };
    }

    /** The kind of what its methods return; 'V' for nothing. */
    char returnKind() {
        return switch (results.length()) {
            case 0 -> 'V';
            case 1 -> results.charAt(0);
            default -> Kind.REFERENCE;
        };
    }

    /** Of a function object's method. */
    String descriptor() {
        return "(" + parameterDescriptor() + ")" + returnDescriptor();
    }

    /** Of a function's own, static method. */
    String staticDescriptor() {
        return "(" + parameterDescriptor() + Names.A_STATE + ")" + returnDescriptor();
    }
}
