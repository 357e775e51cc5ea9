package dev.wippy.engine.generate;

/**
 * Writes one class file (JVMS 4). Written by hand because nothing is cheaper: the maps that {@code java.lang.classfile}
 * computes cost 60 % of the time to generate, load and verify; ours are known as the code is emitted.
 */
final class ClassWriter {
    static final int PUBLIC = 1;
    static final int STATIC = 8;
    static final int FINAL = 0x10;
    static final int SUPER = 0x20;
    static final int ABSTRACT = 0x400;
    static final int SYNTHETIC = 0x1000;

    /** Java 25. */
    private static final int VERSION = 69;

    final String name;
    final ConstantPool constants = new ConstantPool();
    private final int access;
    private final int thisClass;
    private final int superClass;
    private final ByteSink fields = new ByteSink(64);
    private final ByteSink methods = new ByteSink(16 << 10);
    private int fieldCount;
    private int methodCount;

    /** A class by its internal name, and that of the class it extends. */
    ClassWriter(String name, String parent, int access) {
        this.name = name;
        this.access = access | SUPER | SYNTHETIC;
        thisClass = constants.type(name);
        superClass = constants.type(parent);
    }

    void field(int flags, String fieldName, String descriptor) {
        fields.u2(flags);
        fields.u2(constants.utf8(fieldName));
        fields.u2(constants.utf8(descriptor));
        fields.u2(0);
        fieldCount++;
    }

    void abstractMethod(String methodName, String descriptor) {
        methods.u2(PUBLIC | ABSTRACT);
        methods.u2(constants.utf8(methodName));
        methods.u2(constants.utf8(descriptor));
        methods.u2(0);
        methodCount++;
    }

    /**
     * A method with code.
     *
     * @throws TooLargeException if the code is longer than the JVM takes
     */
    void method(int flags, String methodName, String descriptor, CodeWriter code) {
        if (code.length() > 0xffff) {
            throw new TooLargeException("method of " + code.length() + " bytes");
        }
        int nameIndex = constants.utf8(methodName);
        int descriptorIndex = constants.utf8(descriptor);
        int codeName = constants.utf8("Code");
        int mapName = code.frames().count() > 0 ? constants.utf8("StackMapTable") : 0;
        int linesName = code.lineCount() > 0 ? constants.utf8("LineNumberTable") : 0;
        methods.u2(flags);
        methods.u2(nameIndex);
        methods.u2(descriptorIndex);
        methods.u2(1);
        methods.u2(codeName);
        int attribute = methods.length;
        methods.u4(0);
        methods.u2(code.maxStack());
        methods.u2(code.maxLocals());
        methods.u4(code.length());
        methods.all(code.bytes());
        methods.u2(code.handlers().length / 8);
        methods.all(code.handlers());
        methods.u2((mapName != 0 ? 1 : 0) + (linesName != 0 ? 1 : 0));
        if (mapName != 0) {
            methods.u2(mapName);
            methods.u4(2 + code.frames().bytes().length);
            methods.u2(code.frames().count());
            methods.all(code.frames().bytes());
        }
        if (linesName != 0) {
            methods.u2(linesName);
            methods.u4(2 + 4 * code.lineCount());
            methods.u2(code.lineCount());
            methods.all(code.lines());
        }
        methods.patch4(attribute, methods.length - attribute - 4);
        methodCount++;
    }

    /** The constructor without parameters. */
    void constructor(String parent) {
        CodeWriter code = new CodeWriter(this);
        code.load(Kind.REFERENCE, 0);
        code.op2(Jvm.INVOKESPECIAL, constants.method(parent, "<init>", "()V"));
        code.op(Jvm.RETURN);
        code.useLocals(1);
        method(PUBLIC, "<init>", "()V", code);
    }

    /** The finished class file. */
    byte[] finish() {
        ByteSink out = new ByteSink(constants.length() + fields.length + methods.length + 32);
        out.u4(0xCAFEBABE);
        out.u2(0);
        out.u2(VERSION);
        out.u2(constants.count());
        constants.copyTo(out.bytes, out.length);
        out.length += constants.length();
        out.u2(access);
        out.u2(thisClass);
        out.u2(superClass);
        out.u2(0);
        out.u2(fieldCount);
        out.all(fields);
        out.u2(methodCount);
        out.all(methods);
        out.u2(0);
        return java.util.Arrays.copyOf(out.bytes, out.length);
    }
}
