package dev.wippy.kernel;

import dev.wippy.component.error.ComponentException;
import dev.wippy.component.bind.WitErrorException;
import dev.wippy.engine.EngineException;
import dev.wippy.engine.Unwind;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Code of an import module threw what it may not: a fault of the module, never of the guest. */
final class ImportFault extends KernelException {
    private static final long serialVersionUID = 1L;

    ImportFault(String what, Throwable cause) {
        super(ErrorKind.INTERNAL, what + " failed: " + cause, cause);
    }

    /**
     * Runs code of an import module.
     *
     * @param what names it, should it throw what it may not, of whatever class
     */
    static <T extends @Nullable Object> T unless(String what, Supplier<T> code) {
        try {
            return code.get();
        } catch (KernelException | ComponentException | EngineException | WitErrorException known) {
            throw known;
        } catch (Unwind | VirtualMachineError ours) {
            // The end of the process, or of the stack or the heap, passes through.
            throw ours;
        } catch (Throwable thrown) {
            throw new ImportFault(what, thrown);
        }
    }
}
