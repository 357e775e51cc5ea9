package dev.wippy.component;

import dev.wippy.component.error.ComponentFormatException;
import dev.wippy.component.binary.CoreModuleReader;
import dev.wippy.component.types.ModuleType;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreType;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** A core module as text, without its code; nothing is compiled or validated. */
public final class CoreModuleText {
    private final CoreModuleReader.Summary summary;

    private CoreModuleText(CoreModuleReader.Summary summary) {
        this.summary = summary;
    }

    /**
     * Reads a core module.
     *
     * @throws ComponentFormatException if a section breaks the binary format
     */
    public static CoreModuleText of(byte[] bytes) {
        return new CoreModuleText(CoreModuleReader.read(bytes));
    }

    /** Its imports and exports. */
    public ModuleType.Declared type() {
        return summary.type();
    }

    /** What it uses beyond the first version of WebAssembly, as far as is known without its code; sorted. */
    public List<String> features() {
        return summary.features();
    }

    /** One line for each import, then each export: {@code export "add": func(i32, i32) -> i32}. */
    @Override
    public String toString() {
        return type().imports().stream()
                .map(each -> "import " + quoted(each.module()) + " " + quoted(each.name()) + ": " + of(each.type())
                        + "\n")
                .collect(Collectors.joining())
                + type().exports().stream()
                        .map(each -> "export " + quoted(each.name()) + ": " + of(each.type()) + "\n")
                        .collect(Collectors.joining());
    }

    private static String of(CoreExternType type) {
        return switch (type) {
            case CoreExternType.Function function -> "func" + signature(function);
            case CoreExternType.Memory(long minimum, var maximum, boolean shared) ->
                "memory " + limits(minimum, maximum) + (shared ? " shared" : "");
            case CoreExternType.Table(var element, long minimum, var maximum) ->
                "table " + limits(minimum, maximum) + " " + of(element);
            case CoreExternType.Global(var value, boolean mutable) ->
                "global " + (mutable ? "mut " : "") + of(value);
            case CoreExternType.Tag(var function) -> "tag" + signature(function);
        };
    }

    private static String signature(CoreExternType.Function type) {
        String results = list(type.results());
        return "(" + list(type.parameters()) + ")" + (type.results().isEmpty()
                ? ""
                : type.results().size() == 1 ? " -> " + results : " -> (" + results + ")");
    }

    private static String list(List<CoreType> types) {
        return types.stream().map(CoreModuleText::of).collect(Collectors.joining(", "));
    }

    private static String of(CoreType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static String limits(long minimum, OptionalLong maximum) {
        return Long.toUnsignedString(minimum)
                + (maximum.isPresent() ? " to " + Long.toUnsignedString(maximum.getAsLong()) : "");
    }

    private static String quoted(String name) {
        StringBuilder quoted = new StringBuilder("\"");
        name.codePoints().forEach(each -> {
            if (Character.isISOControl(each) || each == '"' || each == '\\') {
                quoted.append("\\u{").append(Integer.toHexString(each)).append('}');
            } else {
                quoted.appendCodePoint(each);
            }
        });
        return quoted.append('"').toString();
    }
}
