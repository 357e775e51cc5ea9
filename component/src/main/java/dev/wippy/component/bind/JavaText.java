package dev.wippy.component.bind;

import dev.wippy.component.types.FunctionType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The two sides of a mismatch, both as WIT: a function's type in bounded length, and what a Java method would be. */
final class JavaText {
    private static final int MAX_DEPTH = 4;

    private JavaText() {}

    static String of(String name, FunctionType type) {
        List<String> parameters = new ArrayList<>();
        type.parameters().forEach(each -> parameters.add(each.name() + ": " + each.type().brief()));
        return name + ": func(" + String.join(", ", parameters) + ")"
                + type.result().map(each -> " -> " + each.brief()).orElse("");
    }

    /** A method; where several WIT types are one Java type, the one of the same width. */
    static String of(Method method) {
        List<String> parameters = new ArrayList<>();
        for (Parameter each : method.getParameters()) {
            parameters.add(kebab(each.getName()) + ": " + of(each.getAnnotatedType(), 0));
        }
        AnnotatedType result = method.getAnnotatedReturnType();
        WitFunction annotation = method.getAnnotation(WitFunction.class);
        return (annotation != null ? annotation.value() : kebab(method.getName())) + ": func("
                + String.join(", ", parameters) + ")"
                + (ConverterFactory.raw(result) == void.class ? "" : " -> " + of(result, 0));
    }

    private static String of(AnnotatedType java, int depth) {
        if (depth == MAX_DEPTH) {
            return "…";
        }
        Class<?> raw = ConverterFactory.boxed(ConverterFactory.raw(java));
        String sign = java.isAnnotationPresent(Unsigned.class) ? "u" : "s";
        String name = raw.getName();
        return switch (name.startsWith("java.") ? raw.getSimpleName() : "") {
            case "Boolean" -> "bool";
            case "Byte" -> sign + "8";
            case "Short" -> sign + "16";
            case "Integer" -> sign + "32";
            case "Long" -> sign + "64";
            case "BigInteger" -> "u64";
            case "Float" -> "f32";
            case "Double" -> "f64";
            case "String" -> "string";
            case "Void" -> "_";
            case "Optional" -> "option<" + argument(java, 0, depth) + ">";
            case "List" -> "list<" + argument(java, 0, depth) + ">";
            case "Map" -> "map<" + argument(java, 0, depth) + ", " + argument(java, 1, depth) + ">";
            case "Set", "EnumSet" -> argument(java, 0, depth);
            default -> ofOwn(java, raw, depth);
        };
    }

    private static String ofOwn(AnnotatedType java, Class<?> raw, int depth) {
        if (raw == byte[].class) {
            return "list<u8>";
        }
        if (raw == Result.class) {
            return "result<" + argument(java, 0, depth) + ", " + argument(java, 1, depth) + ">";
        }
        WitResource resource = raw.getAnnotation(WitResource.class);
        if (resource != null) {
            return resource.value();
        }
        return kebab(raw.getSimpleName());
    }

    private static String argument(AnnotatedType java, int index, int depth) {
        Optional<AnnotatedType> argument = ConverterFactory.argument(java, index);
        return argument.isPresent() ? of(argument.get(), depth + 1) : "?";
    }

    /** A Java name as WIT would spell it. */
    private static String kebab(String name) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char each = name.charAt(i);
            if (Character.isUpperCase(each) && i > 0 && text.charAt(text.length() - 1) != '-') {
                text.append('-');
            }
            text.append(each == '_' ? '-' : Character.toLowerCase(each));
        }
        return text.toString();
    }
}
