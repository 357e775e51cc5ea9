package dev.wippy.registry;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.spi.Entries;
import dev.wippy.kernel.spi.EnvVariable;
import dev.wippy.kernel.spi.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resolves {@code ${env:NAME}} in texts, where NAME is the public name, or the id, of a variable of the app. */
final class EnvReferences {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\$\\{|\\$\\{env:([^|{}]{1,200})(?:\\|([^{}]*))?\\}");

    private final Map<String, String> idsByName = new HashMap<>();
    private final Plans plans;
    private final Entries entries;

    EnvReferences(Plans plans, Entries entries) {
        this.plans = plans;
        this.entries = entries;
        for (Planned each : plans.all()) {
            if (each.entry().kind().equals("env.variable")) {
                String name = each.entry()
                        .data()
                        .get("variable")
                        .map(Node::toValue)
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .orElse(each.entry().name());
                idsByName.putIfAbsent(name, each.entry().id());
            }
        }
    }

    String expand(String text) {
        if (text.indexOf("${") < 0) {
            return text;
        }
        var expanded = new StringBuilder();
        Matcher matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            String value = matcher.group(1) == null
                    ? "${"
                    : value(matcher.group(1)).or(() -> Optional.ofNullable(matcher.group(2)))
                            .orElseThrow(() -> missing(matcher.group(1)));
            matcher.appendReplacement(expanded, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(expanded).toString();
    }

    private Optional<String> value(String name) {
        String id = idsByName.getOrDefault(name, name);
        return plans.find(id).isPresent() ? entries.get(id, EnvVariable.class).value() : Optional.empty();
    }

    private KernelException missing(String name) {
        List<String> known = new ArrayList<>(idsByName.keySet());
        String advice = idsByName.containsKey(name) || plans.find(name).isPresent()
                ? "set it, or write a default: ${env:" + name + "|…}"
                : "declare it in an env.variable" + Nearest.to(name, known)
                        .map(near -> "; did you mean \"" + near + "\"?")
                        .orElse("");
        return new KernelException(
                ErrorKind.NOT_FOUND, "the variable " + name + " has neither value nor default (" + advice + ")");
    }
}
