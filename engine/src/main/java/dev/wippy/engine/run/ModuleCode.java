package dev.wippy.engine.run;

import dev.wippy.engine.CoreExternType;
import dev.wippy.engine.WasmFrame;
import dev.wippy.engine.read.FunctionType;
import dev.wippy.engine.read.ModuleDefinition;
import java.util.List;

/** The code of a module, as its instances need it; shared by them. */
public interface ModuleCode {

    /** What the code was made for. */
    ModuleDefinition module();

    /** A new object of the generated class of instances. */
    ModuleInstance newInstance();

    /** A new object that stands for a function of the module; linked by the caller. */
    WasmFunction newFunction(int index);

    /** A new object that stands for a function of the host's. */
    WasmFunction newHostFunction(FunctionType type);

    /** A type of the module's as the public interface has it. */
    CoreExternType.Function coreType(int typeIndex);

    /** A function of the module as stack traces show it. */
    WasmFrame frame(int function);

    /** The calls of functions of whichever modules in a stack trace, innermost first. */
    List<WasmFrame> frames(StackTraceElement[] trace);

    /** What is known of a memory that the module defines, by its index. */
    MemoryTemplate memoryTemplate(int index);

    /** The numbers of references outside of the engine. */
    Object references();
}
