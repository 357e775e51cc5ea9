package dev.wippy.engine.chicory;

import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.RecType;
import com.dylibso.chicory.wasm.types.SubType;
import com.dylibso.chicory.wasm.types.TypeSection;
import com.dylibso.chicory.wasm.types.ValType;
import dev.wippy.engine.read.FunctionTypes;
import dev.wippy.engine.run.ValueType;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The types of a module that modules without garbage collection can have too, as our own engine has them: function types
 * that are a recursive group of their own, final, and refer to such types only.
 */
final class PlainTypes {

    private static final int NONE = -1;

    private final String digest;
    private final FunctionTypes types = new FunctionTypes();
    /** By type: its index among the plain ones. */
    private final int[] plain;

    PlainTypes(String digest, TypeSection section) {
        this.digest = digest;
        plain = new int[section.subTypeCount()];
        int index = 0;
        for (int i = 0; i < section.typeCount(); i++) {
            RecType group = section.getRecType(i);
            for (SubType type : group.subTypes()) {
                plain[index] = NONE;
                FunctionType function = type.compType().funcType();
                if (group.subTypes().length == 1 && type.isFinal() && type.typeIdx().length == 0 && function != null) {
                    add(index, function);
                }
                index++;
            }
        }
    }

    private void add(int index, FunctionType type) {
        int[] parameters = convert(index, type.params());
        int[] results = convert(index, type.returns());
        if (parameters != null && results != null) {
            plain[index] = types.count();
            types.add(parameters, results);
        }
    }

    private int @Nullable [] convert(int self, List<ValType> from) {
        int[] converted = new int[from.size()];
        for (int i = 0; i < converted.length; i++) {
            OptionalInt type = convert(self, from.get(i));
            if (type.isEmpty()) {
                return null;
            }
            converted[i] = type.getAsInt();
        }
        return converted;
    }

    private OptionalInt convert(int self, ValType type) {
        if (type.equals(ValType.I32)) {
            return OptionalInt.of(dev.wippy.engine.read.ValType.I32);
        } else if (type.equals(ValType.I64)) {
            return OptionalInt.of(dev.wippy.engine.read.ValType.I64);
        } else if (type.equals(ValType.F32)) {
            return OptionalInt.of(dev.wippy.engine.read.ValType.F32);
        } else if (type.equals(ValType.F64)) {
            return OptionalInt.of(dev.wippy.engine.read.ValType.F64);
        } else if (!type.isReference()) {
            return OptionalInt.empty();
        }
        int heap = heap(self, type.typeIdx());
        return heap == NONE
                ? OptionalInt.empty()
                : OptionalInt.of(dev.wippy.engine.read.ValType.reference(heap, type.isNullable()));
    }

    private int heap(int self, int index) {
        if (index == ValType.TypeIdxCode.FUNC.code()) {
            return dev.wippy.engine.read.ValType.FUNC;
        } else if (index == ValType.TypeIdxCode.EXTERN.code()) {
            return dev.wippy.engine.read.ValType.EXTERN;
        } else if (index == ValType.TypeIdxCode.EXN.code()) {
            return dev.wippy.engine.read.ValType.EXN;
        } else if (index == self) {
            return dev.wippy.engine.read.ValType.heapOfIndex(types.count());
        } else if (index < 0 || index >= self || plain[index] == NONE) {
            return NONE;
        }
        return dev.wippy.engine.read.ValType.heapOfIndex(types.canonical(plain[index]));
    }

    /** A function type as our own engine has it; null if it can't have it. */
    dev.wippy.engine.read.@Nullable FunctionType function(int index) {
        return plain[index] == NONE ? null : types.get(plain[index]);
    }

    /** The type of a value, comparable across modules and engines; null if our own engine can't have it. */
    @Nullable
    ValueType value(ValType type) {
        OptionalInt converted = convert(plain.length, type);
        if (converted.isEmpty()) {
            return null;
        }
        int value = converted.getAsInt();
        return dev.wippy.engine.read.ValType.isIndexed(value)
                ? ValueType.of(types.get(dev.wippy.engine.read.ValType.index(value)),
                        dev.wippy.engine.read.ValType.isNullable(value))
                : ValueType.of(value);
    }

    /** A function type without the module; of one that our own engine can't have, what equals no other. */
    String signature(int index) {
        var type = function(index);
        return type == null ? "!" + digest + ":" + index : type.signature();
    }
}
