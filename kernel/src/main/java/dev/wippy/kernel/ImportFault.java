package dev.wippy.kernel;

/** A host import threw what it does not declare: a fault of its module, never of the guest. */
final class ImportFault extends KernelException {
    private static final long serialVersionUID = 1L;

    ImportFault(String function, Throwable cause) {
        super(ErrorKind.INTERNAL, function + " failed: " + cause, cause);
    }
}
