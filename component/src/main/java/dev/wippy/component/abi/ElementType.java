package dev.wippy.component.abi;

import dev.wippy.component.types.ValueType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The type of a stream's or future's elements, as an instance speaks of it; another instance has other slots for the same
 * resource types.
 */
record ElementType(Optional<ValueType> type, InstanceState state) {

    /** Whether both are the same type ({@code e.shared.t != stream_t.t}). */
    boolean same(ElementType other) {
        return same(type, other.type, other.state);
    }

    /** Whether elements are numbers or nothing ({@code none_or_number_type}). */
    boolean numbers() {
        return type.isEmpty() || type.get() instanceof ValueType.Primitive primitive && switch (primitive) {
            case BOOL, CHAR, STRING, ERROR_CONTEXT -> false;
            default -> true;
        };
    }

    private boolean same(Optional<ValueType> mine, Optional<ValueType> theirs, InstanceState their) {
        return mine.isPresent() == theirs.isPresent() && (mine.isEmpty() || same(mine.get(), theirs.get(), their));
    }

    private boolean same(List<ValueType> mine, List<ValueType> theirs, InstanceState their) {
        if (mine.size() != theirs.size()) {
            return false;
        }
        for (int i = 0; i < mine.size(); i++) {
            if (!same(mine.get(i), theirs.get(i), their)) {
                return false;
            }
        }
        return true;
    }

    private boolean same(ValueType mine, ValueType theirs, InstanceState their) {
        if (mine.getClass() != theirs.getClass()) {
            return false;
        }
        return switch (mine) {
            case ValueType.Own(var slot) ->
                state.resource(slot.index()) == their.resource(((ValueType.Own) theirs).resource().index());
            case ValueType.Borrow(var slot) ->
                state.resource(slot.index()) == their.resource(((ValueType.Borrow) theirs).resource().index());
            case ValueType.ListOf(var element) -> same(element, ((ValueType.ListOf) theirs).element(), their);
            case ValueType.FixedListOf(var element, int length) -> length == ((ValueType.FixedListOf) theirs).length()
                    && same(element, ((ValueType.FixedListOf) theirs).element(), their);
            case ValueType.MapOf map -> same(map.entry(), ((ValueType.MapOf) theirs).entry(), their);
            case ValueType.Tuple(var types) -> same(types, ((ValueType.Tuple) theirs).types(), their);
            case ValueType.OptionOf(var value) -> same(value, ((ValueType.OptionOf) theirs).value(), their);
            case ValueType.ResultOf(var ok, var err) -> same(ok, ((ValueType.ResultOf) theirs).ok(), their)
                    && same(err, ((ValueType.ResultOf) theirs).err(), their);
            case ValueType.StreamOf(var element) -> same(element, ((ValueType.StreamOf) theirs).element(), their);
            case ValueType.FutureOf(var value) -> same(value, ((ValueType.FutureOf) theirs).value(), their);
            case ValueType.Record(var fields) -> sameFields(fields, ((ValueType.Record) theirs).fields(), their);
            case ValueType.Variant(var cases) -> sameCases(cases, ((ValueType.Variant) theirs).cases(), their);
            case ValueType.Primitive _,ValueType.Enum _,ValueType.Flags _ -> mine.equals(theirs);
        };
    }

    private boolean sameFields(List<ValueType.Field> mine, List<ValueType.Field> theirs, InstanceState their) {
        return mine.stream().map(ValueType.Field::name).toList().equals(
                theirs.stream().map(ValueType.Field::name).toList())
                && same(mine.stream().map(ValueType.Field::type).toList(),
                        theirs.stream().map(ValueType.Field::type).toList(), their);
    }

    private boolean sameCases(List<ValueType.Case> mine, List<ValueType.Case> theirs, InstanceState their) {
        if (mine.size() != theirs.size()) {
            return false;
        }
        for (int i = 0; i < mine.size(); i++) {
            if (!mine.get(i).name().equals(theirs.get(i).name())
                    || !same(mine.get(i).payload(), theirs.get(i).payload(), their)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ElementType element && same(element);
    }

    @Override
    public int hashCode() {
        return type.map(Object::getClass).map(Object::hashCode).orElse(0);
    }

    @Override
    public String toString() {
        return type.map(ValueType::brief).orElse("nothing");
    }
}
