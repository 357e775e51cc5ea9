package dev.wippy.component.bind;

import dev.wippy.component.abi.CaseValue;
import dev.wippy.component.types.ValueType;
import java.lang.reflect.AnnotatedType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variants as sealed interfaces, whose records are the cases: of one component, or none where nothing is carried. */
final class VariantConverter implements Converter {
    private final Class<?> type;
    private final RecordConverter[] cases;
    private final boolean[] carries;
    private final Map<Class<?>, Integer> indexes;

    private VariantConverter(
            Class<?> type, RecordConverter[] cases, boolean[] carries, Map<Class<?>, Integer> indexes) {
        this.type = type;
        this.cases = cases;
        this.carries = carries;
        this.indexes = indexes;
    }

    static VariantConverter of(
            ConverterFactory factory, ValueType.Variant variant, Class<?> raw, AnnotatedType java)
            throws MismatchException {
        Class<?>[] permitted = raw.getPermittedSubclasses();
        if (!raw.isInterface() || permitted == null) {
            throw MismatchException.of(variant, "a sealed interface with a record for each case", java);
        }
        int count = variant.cases().size();
        RecordConverter[] cases = new RecordConverter[count];
        boolean[] carries = new boolean[count];
        Map<Class<?>, Integer> indexes = new HashMap<>();
        for (int i = 0; i < count; i++) {
            ValueType.Case each = variant.cases().get(i);
            Class<?> match = Arrays.stream(permitted)
                    .filter(candidate -> Names.match(each.name(), candidate.getSimpleName()))
                    .findFirst()
                    .orElseThrow(() -> new MismatchException(
                            raw.getName() + " has no record for the case " + each.name()));
            List<ValueType> payload = each.payload().stream().toList();
            if (!match.isRecord() || match.getRecordComponents().length != payload.size()
                    || indexes.put(match, i) != null) {
                throw new MismatchException("the case " + each + " is a record of " + payload.size()
                        + " components of its own in Java, not " + match.getName());
            }
            cases[i] = RecordConverter.of(factory, null, payload, match);
            carries[i] = !payload.isEmpty();
        }
        return new VariantConverter(raw, cases, carries, indexes);
    }

    @Override
    public Object toJava(Object lifted) {
        CaseValue value = (CaseValue) lifted;
        Object payload = value.payload();
        return cases[value.index()].toJava(payload == null ? new Object[0] : new Object[]{payload});
    }

    @Override
    public Object toLifted(@Nullable Object value) {
        if (value == null) {
            throw new ConversionException("a " + type.getSimpleName() + " is null");
        }
        Integer index = indexes.get(value.getClass());
        if (index == null) {
            throw new ConversionException(value.getClass().getSimpleName() + " is no case of the WIT type");
        }
        Object[] components = (Object[]) cases[index].toLifted(value);
        return new CaseValue(index, carries[index] ? components[0] : null);
    }
}
