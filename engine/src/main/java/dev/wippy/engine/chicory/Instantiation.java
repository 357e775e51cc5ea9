package dev.wippy.engine.chicory;

import com.dylibso.chicory.runtime.ConstantEvaluators;
import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.UnlinkableException;
import com.dylibso.chicory.wasm.types.Element;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.MutabilityType;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.PassiveElement;
import com.dylibso.chicory.wasm.types.ValType;
import dev.wippy.engine.Budget;
import dev.wippy.engine.CoreExtern;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreInstance;
import dev.wippy.engine.LinkException;
import dev.wippy.engine.Safepoint;
import dev.wippy.engine.run.Global;
import dev.wippy.engine.run.LinearMemory;
import dev.wippy.engine.run.MemoryTemplate;
import dev.wippy.engine.run.Table;
import dev.wippy.engine.run.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes an instance: links by index, then runs segments and start function. */
final class Instantiation {

    private final ChicoryModule module;
    private final Budget budget;
    private final Imports imports;
    private @Nullable InstanceMachine machine;

    private Instantiation(ChicoryModule module, List<CoreExtern> bound, Budget budget) {
        this.module = module;
        this.budget = budget;
        this.imports = new Imports(module, bound);
    }

    static CoreInstance run(ChicoryModule module, List<CoreExtern> bound, Budget budget) {
        LinkCheck.check(module.imports(), bound);
        Instantiation instantiation = new Instantiation(module, bound, budget);
        return new ChicoryInstance(module, instantiation.run(), instantiation.imports.byKind());
    }

    private Instance run() {
        ImportValues values = imports.values();
        Instance.Builder builder = Instance.builder(module.linked())
                .withImportValues(values)
                .withMachineFactory(this::machine)
                .withMemoryFactory(this::memory)
                .withTableFactory(this::table)
                .withGlobalFactory(this::global)
                // The export _start is the caller's business.
                .withStart(false);
        if (module.interpreted() > 0) {
            builder.withUnsafeExecutionListener((_, _) -> Safepoint.poll());
        }
        try {
            Instance instance = builder.build();
            for (int i = 0; i < instance.elementCount(); i++) {
                // The specification drops an active segment once it is written, and a declarative one anyway.
                instance.setElement(i, instance.element(i) instanceof PassiveElement passive
                        ? evaluate(passive, instance)
                        : null);
            }
            if (module.start().isPresent()) {
                instance.getMachine().call(module.start().getAsInt(), new long[0]);
            }
            return instance;
        } catch (UnlinkableException e) {
            throw new LinkException("the imports do not fit: " + e.getMessage(), e);
        } catch (Throwable thrown) {
            throw module.faults().of(thrown, null);
        }
    }

    /** A segment whose objects are made now, once; Chicory makes new ones with each use. */
    private static Element evaluate(PassiveElement segment, Instance instance) {
        List<List<Instruction>> values = new ArrayList<>();
        for (List<Instruction> expression : segment.initializers()) {
            boolean makes = expression.stream().anyMatch(instruction -> switch (instruction.opcode()) {
                case STRUCT_NEW, STRUCT_NEW_DEFAULT, ARRAY_NEW, ARRAY_NEW_DEFAULT, ARRAY_NEW_FIXED -> true;
                default -> false;
            });
            values.add(makes
                    ? List.of(new Instruction(0, OpCode.I64_CONST,
                            ConstantEvaluators.computeConstantValue(instance, expression)))
                    : expression);
        }
        return new PassiveElement(segment.type(), values);
    }

    private InstanceMachine machine(Instance instance) {
        InstanceMachine made = new InstanceMachine(module, instance, imports.functions());
        machine = made;
        return made;
    }

    private GuestMemory memory(MemoryLimits limits) {
        return new GuestMemory(
                new LinearMemory(limits.initialPages(), Types.maximum(limits), limits.shared(), budget,
                        MemoryTemplate.UNKNOWN));
    }

    /** A table's elements start as what an index means in the instance that is being made. */
    private TableInstance table(com.dylibso.chicory.wasm.types.Table table, int initial) {
        ValueType element = module.plain().value(table.elementType());
        if (element == null || element.name().equals("exn")) {
            return OwnTable.create(table, initial, budget);
        }
        LinkedTable made = new LinkedTable(new Table(
                (CoreExternType.Table) Types.type(table.elementType(), table.limits()), element, budget),
                table.elementType());
        InstanceMachine owner = machine;
        if (owner != null) {
            made.fill(0, initial, made.size(), owner.instance());
        }
        return made;
    }

    private GlobalInstance global(long low, long high, ValType type, MutabilityType mutability) {
        ValueType value = module.plain().value(type);
        return value == null || !(value.number() || value.name().equals("extern"))
                ? new GuestGlobal(low, high, type, mutability)
                : new LinkedGlobal(Global.of(Types.type(type, mutability), value, LinkedGlobal.box(low, type)), type);
    }
}
