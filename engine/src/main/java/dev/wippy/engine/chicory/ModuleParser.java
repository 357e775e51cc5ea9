package dev.wippy.engine.chicory;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.GlobalImport;
import com.dylibso.chicory.wasm.types.Import;
import com.dylibso.chicory.wasm.types.ImportSection;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.MemoryImport;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.TableImport;
import com.dylibso.chicory.wasm.types.TagImport;
import com.dylibso.chicory.wasm.types.ValType;
import dev.wippy.engine.InvalidModuleException;
import dev.wippy.engine.UnsupportedModuleException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Parses and validates modules with Chicory, and refuses by name what it does not have. */
final class ModuleParser {

    private static final int EMPTY_BLOCK = 0x40;
    private static final int SIMD = 0xFD;
    /** Where Chicory numbers the two-byte opcodes on from one prefix to the next, relaxed SIMD meets the atomics. */
    private static final int FIRST_AFTER_SIMD = 0xFE00;

    private ModuleParser() {}

    static WasmModule parse(byte[] binary) {
        WasmModule module;
        try {
            module = Parser.parse(binary);
        } catch (RuntimeException e) {
            // Besides its own exceptions, Chicory lets those of the collections and arrays that it uses escape.
            throw refused(e, binary);
        } catch (StackOverflowError e) {
            throw new InvalidModuleException("the module is nested too deeply", e);
        } catch (AssertionError e) {
            throw new InvalidModuleException("the module is malformed", e);
        }
        refuseSimd(module, binary);
        return module;
    }

    /**
     * A module with the same imports under names that tell them apart, their indices: two imports may have the same
     * two names, and linking goes by index. It has no start function, which is run when all segments are dropped.
     */
    static WasmModule numberImports(WasmModule module) {
        ImportSection.Builder imports = ImportSection.builder();
        for (int i = 0; i < module.importSection().importCount(); i++) {
            imports.addImport(rename(module.importSection().getImport(i), Integer.toString(i)));
        }
        WasmModule.Builder builder = WasmModule.builder().withValidation(false)
                .setTypeSection(module.typeSection())
                .setImportSection(imports.build())
                .setFunctionSection(module.functionSection())
                .setTableSection(module.tableSection())
                .setGlobalSection(module.globalSection())
                .setExportSection(module.exportSection())
                .setElementSection(module.elementSection())
                .setCodeSection(module.codeSection())
                .setDataSection(module.dataSection());
        module.memorySection().ifPresent(builder::setMemorySection);
        module.dataCountSection().ifPresent(builder::setDataCountSection);
        module.tagSection().ifPresent(builder::setTagSection);
        return builder.build();
    }

    /**
     * The functions that are left to the interpreter: those with a {@code try_table} of two parameters and more, which the
     * compiler hands over in the wrong order where there are operands below.
     */
    static Set<Integer> toInterpret(WasmModule module) {
        Set<Integer> functions = new HashSet<>();
        int imported = module.importSection().count(ExternalType.FUNCTION);
        List<FunctionBody> bodies = List.of(module.codeSection().functionBodies());
        for (int i = 0; i < bodies.size(); i++) {
            if (bodies.get(i).instructions().stream().anyMatch(each -> each.opcode() == OpCode.TRY_TABLE
                    && parameters(module, each.operand(0)) > 1)) {
                functions.add(imported + i);
            }
        }
        return functions;
    }

    private static int parameters(WasmModule module, long blockType) {
        return blockType == EMPTY_BLOCK || ValType.isValid(blockType)
                ? 0
                : module.typeSection().getType((int) blockType).params().size();
    }

    private static Import rename(Import original, String name) {
        return switch (original) {
            case FunctionImport function -> new FunctionImport("", name, function.typeIndex());
            case TableImport table -> new TableImport("", name, table.entryType(), table.limits());
            case MemoryImport memory -> new MemoryImport("", name, memory.limits());
            case GlobalImport global -> new GlobalImport("", name, global.mutabilityType(), global.type());
            case TagImport tag -> new TagImport("", name, tag.tagType().attribute(), tag.tagType().typeIdx());
            default -> throw new InvalidModuleException("an import is of an unknown kind");
        };
    }

    private static RuntimeException refused(RuntimeException e, byte[] binary) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (message.matches(".*illegal opcode, op value 0?(6|7|9|18|19) ?.*")) {
            return new UnsupportedModuleException("the module uses the legacy exception handling instructions", e);
        } else if (message.matches(".*illegal opcode, op value F[DE][0-9A-F]{2,} ?.*")) {
            return new UnsupportedModuleException("the module uses relaxed SIMD or an unknown instruction", e);
        } else if (message.matches(".*invalid memory limit: [4-7]\\b.*")) {
            return new UnsupportedModuleException("the module uses memory64", e);
        }
        return hasRelaxedSimd(binary)
                ? new UnsupportedModuleException("the module seems to use relaxed SIMD", e)
                : new InvalidModuleException(message, e);
    }

    /** Chicory takes relaxed SIMD for atomics, so that what follows makes no sense to it. */
    private static boolean hasRelaxedSimd(byte[] binary) {
        for (int i = 0; i < binary.length - 2; i++) {
            // The prefix, then 0x100 to 0x113 in LEB128.
            if ((binary[i] & 0xFF) == SIMD && (binary[i + 1] & 0xFF) >= 0x80 && (binary[i + 1] & 0xFF) <= 0x93
                    && binary[i + 2] == 2) {
                return true;
            }
        }
        return false;
    }

    private static void refuseSimd(WasmModule module, byte[] binary) {
        for (FunctionType type : module.typeSection().types()) {
            if (type != null && Stream.concat(type.params().stream(), type.returns().stream())
                    .anyMatch(ValType.V128::equals)) {
                throw simd();
            }
        }
        for (FunctionBody body : module.codeSection().functionBodies()) {
            if (body.localTypes().stream().anyMatch(ValType.V128::equals)) {
                throw simd();
            }
            refuseSimd(body.instructions(), binary);
        }
        Stream.concat(
                module.importSection().stream().filter(GlobalImport.class::isInstance)
                        .map(global -> ((GlobalImport) global).type()),
                Stream.of(module.globalSection().globals()).map(global -> global.valueType()))
                .filter(ValType.V128::equals).findAny().ifPresent(_ -> {
                    throw simd();
                });
    }

    private static void refuseSimd(List<? extends Instruction> instructions, byte[] binary) {
        for (Instruction instruction : instructions) {
            int opcode = instruction.opcode().opcode();
            if (opcode >>> 8 == SIMD) {
                throw simd();
            }
            if (opcode >= FIRST_AFTER_SIMD && (binary[instruction.address()] & 0xFF) == SIMD) {
                throw new UnsupportedModuleException("the module uses relaxed SIMD");
            }
        }
    }

    private static UnsupportedModuleException simd() {
        return new UnsupportedModuleException("the module uses SIMD");
    }
}
