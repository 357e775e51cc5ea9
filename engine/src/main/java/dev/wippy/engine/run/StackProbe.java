package dev.wippy.engine.run;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;

/**
 * Makes sure of 64 KiB of stack before guest frames call code that touches the host's state: if there is less, the
 * stack overflows here, where nothing has been touched yet, and the guest has trapped.
 *
 * <p>Java cannot ask how much stack is left, so the probe takes it: 17 nested calls of a generated method whose frame
 * is 4 KB in the interpreter (its locals) and in compiled code (values that live across a call). A compiled frame is
 * reserved by its prologue, which touches one word per page: about 40 ns in all. The
 * values themselves are made on a path that is taken once in 1,024 calls: were it never taken, the JIT would leave it
 * out, and the frame would shrink.
 */
public final class StackProbe {

    /** What the probe makes sure of, in bytes. */
    public static final int BYTES = 64 << 10;

    /** Values in a frame: from 900 on C1 refuses the method, from 1,100 on C2 does too. */
    private static final int VALUES = 500;
    private static final int FRAME = VALUES * Long.BYTES;
    private static final int LEVELS = (BYTES + FRAME - 1) / FRAME;
    private static final int RARELY = 1024;

    private static final long[] SOURCE = new long[VALUES];
    private static final Descent DESCENT = generate();

    private StackProbe() {}

    /** Calls itself {@code level} times; a generated class implements it. Public for the generated class only. */
    public interface Descent {
        long descend(int level, boolean rarely, long[] source);
    }

    /**
     * Throws {@link StackOverflowError} if less than {@link #BYTES} of stack are left.
     *
     * @param count counts up with the calls of one site, so that the rare path is taken once in a while
     */
    public static void probe(int count) {
        DESCENT.descend(LEVELS - 1, (count & (RARELY - 1)) == 0, SOURCE);
    }

    private static Descent generate() {
        ClassDesc self = ClassDesc.of(StackProbe.class.getPackageName(), "GeneratedDescent");
        byte[] code = ClassFile.of().build(self,
                type -> type.withFlags(ClassFile.ACC_FINAL)
                        .withInterfaceSymbols(Descent.class.describeConstable().orElseThrow())
                        .withMethodBody(INIT_NAME, MTD_void, ClassFile.ACC_PUBLIC,
                                body -> body.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_())
                        .withMethodBody("descend",
                                MethodTypeDesc.of(CD_long, CD_int, ClassDesc.ofDescriptor("Z"), CD_long.arrayType()),
                                ClassFile.ACC_PUBLIC, body -> descend(body, self)));
        try {
            return (Descent) MethodHandles.lookup().defineHiddenClass(code, true).lookupClass().getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the stack probe cannot be made", e);
        }
    }

    private static void descend(CodeBuilder body, ClassDesc self) {
        MethodTypeDesc type = MethodTypeDesc.of(CD_long, CD_int, ClassDesc.ofDescriptor("Z"), CD_long.arrayType());
        // Makes the frame of the interpreter as large as the compiled one.
        body.iconst_0().istore(VALUES - 1);
        body.iload(1).ifThen(deeper -> deeper.aload(0).iload(1).iconst_1().isub().iload(2).aload(3)
                .invokevirtual(self, "descend", type).lreturn());
        body.iload(2).ifThen(rare -> {
            for (int i = 0; i < VALUES; i++) {
                rare.aload(3).loadConstant(i).laload();
            }
            rare.aload(0).iconst_0().iconst_0().aload(3).invokevirtual(self, "descend", type);
            for (int i = 0; i < VALUES; i++) {
                rare.ladd();
            }
            rare.lreturn();
        });
        body.lconst_0().lreturn();
    }
}
