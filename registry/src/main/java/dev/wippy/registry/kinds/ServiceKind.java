package dev.wippy.registry.kinds;

import dev.wippy.component.types.FunctionType;
import dev.wippy.component.types.ValueType;
import dev.wippy.component.value.PlainValues;
import dev.wippy.component.value.ValueException;
import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.kernel.Template;
import dev.wippy.kernel.service.Lifecycle;
import dev.wippy.kernel.service.Service;
import dev.wippy.kernel.service.ServiceRun;
import dev.wippy.kernel.spi.Entries;
import dev.wippy.kernel.spi.EntryException;
import dev.wippy.kernel.spi.EntryKind;
import dev.wippy.kernel.spi.Fields;
import dev.wippy.kernel.spi.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code process.service}: a process that is kept running. Starts as a {@link Service}, which runs once it is told to. */
public final class ServiceKind implements EntryKind {

    @Override
    public Set<String> kinds() {
        return Set.of("process.service");
    }

    @Override
    public Plan plan(Fields fields) {
        Optional<String> process = References.required(fields, "process");
        Optional<String> host = References.required(fields, "host", "process.host");
        List<Node> input = input(fields);
        Lifecycle lifecycle = LifecycleBlock.read(fields);
        String entry = fields.entry();
        return entries -> {
            Template template = References.get(entries, "process", process.orElseThrow(), Template.class);
            ProcessHost runs = References.get(entries, "host", host.orElseThrow(), ProcessHost.class);
            Launch launch = launch(entries, template, input);
            return Service.of(
                    entry,
                    lifecycle,
                    entries.kernel().time(),
                    () -> ServiceRun.of(runs.spawn(template, launch), template));
        };
    }

    private static List<Node> input(Fields fields) {
        Optional<Node> input = fields.data("input").filter(node -> node.toValue() != null);
        if (input.isEmpty()) {
            return List.of();
        }
        if (input.get() instanceof Node.Sequence sequence) {
            return sequence.items();
        }
        fields.problem("input", "must be a list, one item for each argument, such as [6, 7]");
        return List.of();
    }

    private static Launch launch(Entries entries, Template template, List<Node> input) {
        var arguments = new ArrayList<@Nullable Object>();
        for (int i = 0; i < input.size(); i++) {
            arguments.add(expand(entries, "input[" + i + "]", input.get(i).toValue()));
        }
        Optional<FunctionType> signature = template.signature();
        if (signature.filter(ServiceKind::isProgram).isPresent()) {
            List<String> words = arguments.stream().map(String::valueOf).toList();
            return new Launch(List.of(), Optional.empty(), words, Optional.empty());
        }
        if (signature.isPresent()) {
            check(signature.get(), arguments);
        }
        return Launch.of(arguments.toArray());
    }

    /** A program has no parameters: its input is words. */
    private static boolean isProgram(FunctionType type) {
        return type.parameters().isEmpty()
                && type.result().orElse(null) instanceof ValueType.ResultOf(var ok, var err)
                && ok.isEmpty()
                && err.isEmpty();
    }

    /** At boot, and not again and again by each restart. */
    private static void check(FunctionType type, List<@Nullable Object> arguments) {
        try {
            PlainValues.toArguments(type, arguments);
        } catch (ValueException e) {
            throw new EntryException(ErrorKind.INVALID, "input", String.valueOf(e.getMessage()), e);
        }
    }

    private static @Nullable Object expand(Entries entries, String field, @Nullable Object value) {
        return switch (value) {
            case String text -> Texts.expand(entries, field, text);
            case List<?> list -> {
                var items = new ArrayList<@Nullable Object>();
                list.forEach(item -> items.add(expand(entries, field, item)));
                yield items;
            }
            case Map<?, ?> map -> {
                var expanded = new LinkedHashMap<@Nullable Object, @Nullable Object>();
                map.forEach((key, item) -> expanded.put(key, expand(entries, field, item)));
                yield expanded;
            }
            case null, default -> value;
        };
    }
}
