package dev.wippy.engine.oracle;

import dev.wippy.engine.Budget;
import dev.wippy.engine.CoreExtern;
import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.CoreFunction;
import dev.wippy.engine.CoreInstance;
import dev.wippy.engine.CoreMemory;
import dev.wippy.engine.CoreModule;
import dev.wippy.engine.CoreType;
import dev.wippy.engine.Engine;
import dev.wippy.engine.Trap;
import java.util.ArrayList;
import java.util.List;

/** An engine of this project. */
final class OurSubject implements Subject {
    private final CoreInstance main;

    OurSubject(Engine engine, RandomModules modules, Host host) {
        Budget budget = Budget.of(64 << 20, 10_000);
        CoreInstance provider = engine.compile(modules.provider).instantiate(List.of(), budget);
        CoreModule module = engine.compile(modules.main);
        List<CoreExtern> imports = new ArrayList<>();
        for (CoreModule.CoreImport wanted : module.imports()) {
            imports.add(switch (wanted.name()) {
                case "log" -> CoreFunction.host(type(RandomModules.LOG), values -> {
                    host.log((int) values[0]);
                    return new long[0];
                });
                case "mix" -> CoreFunction.host(type(RandomModules.MIX),
                        values -> host.mix(values[0], Float.intBitsToFloat((int) values[1])));
                default -> provider.export(wanted.name()).orElseThrow();
            });
        }
        main = module.instantiate(imports, budget);
    }

    private static CoreExternType.Function type(Type.Function type) {
        return new CoreExternType.Function(type.parameters().stream().map(OurSubject::type).toList(),
                type.results().stream().map(OurSubject::type).toList());
    }

    private static CoreType type(int type) {
        return switch (type) {
            case Type.I32 -> CoreType.I32;
            case Type.I64 -> CoreType.I64;
            case Type.F32 -> CoreType.F32;
            default -> CoreType.F64;
        };
    }

    @Override
    public String call(RandomModules.Call call) {
        try {
            return Subject.returned(call.type(), ((CoreFunction) main.export(call.name()).orElseThrow())
                    .call(call.arguments().stream().mapToLong(Long::longValue).toArray()));
        } catch (Trap trap) {
            return Subject.trap(String.valueOf(trap.getMessage()));
        }
    }

    @Override
    public byte[] memory(String name) {
        CoreMemory memory = (CoreMemory) main.export(name).orElseThrow();
        byte[] all = new byte[(int) memory.size()];
        memory.read(0, all, 0, all.length);
        return all;
    }
}
