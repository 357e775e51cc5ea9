package dev.wippy.engine.cache;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The layout of a file of compiled code: a sha256, then all that it covers. */
final class CodeFile {

    /** Goes up with each change of the layout. */
    static final int VERSION = 1;

    private static final int MAGIC = 0x57505943;
    private static final int CHECKSUM = 32;

    private CodeFile() {}

    static byte[] write(String key, CompiledClasses code) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeUTF(key);
        out.writeUTF(code.main());
        out.writeInt(code.interpreted());
        out.writeInt(code.classes().size());
        for (Map.Entry<String, byte[]> type : code.classes().entrySet()) {
            out.writeUTF(type.getKey());
            out.writeInt(type.getValue().length);
            out.write(type.getValue());
        }
        byte[] covered = bytes.toByteArray();
        byte[] file = Arrays.copyOf(Digests.sha256(covered), CHECKSUM + covered.length);
        System.arraycopy(covered, 0, file, CHECKSUM, covered.length);
        return file;
    }

    /**
     * Reads a file back.
     *
     * @throws IOException saying what is wrong, if it is not what {@link #write} made under that key
     */
    static CompiledClasses read(String key, byte[] file) throws IOException {
        if (file.length < CHECKSUM) {
            throw new IOException("it is only " + file.length + " bytes long");
        }
        byte[] covered = Arrays.copyOfRange(file, CHECKSUM, file.length);
        if (!MessageDigest.isEqual(Digests.sha256(covered), Arrays.copyOf(file, CHECKSUM))) {
            throw new IOException("its checksum does not match");
        }
        // From here on it is a file that a program like this one wrote.
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(covered));
        if (in.readInt() != MAGIC || in.readInt() != VERSION) {
            throw new IOException("it is not a code file of version " + VERSION);
        }
        String found = in.readUTF();
        if (!found.equals(key)) {
            throw new IOException("it belongs to another module: " + found);
        }
        String main = in.readUTF();
        int interpreted = in.readInt();
        Map<String, byte[]> classes = new LinkedHashMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            String name = in.readUTF();
            int length = in.readInt();
            if (length < 0 || length > in.available()) {
                throw new IOException("the class " + name + " would be " + length + " bytes long");
            }
            classes.put(name, in.readNBytes(length));
        }
        return new CompiledClasses(main, interpreted, classes);
    }
}
