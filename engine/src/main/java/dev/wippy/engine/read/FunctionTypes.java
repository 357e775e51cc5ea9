package dev.wippy.engine.read;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The function types of a module; equal ones are one object, and have one canonical index.
 *
 * <p>Without garbage collection's types each type stands for itself and may refer to earlier ones and to itself only
 * (section 3.2.9). In a {@linkplain FunctionType#signature() signature} a reference to another type is therefore
 * {@code #} and the hash of that type's signature, to itself {@code @}, each behind {@code &} where null is not
 * admitted: of bounded length, whereas types written out can grow exponentially.
 */
public final class FunctionTypes {
    private final List<FunctionType> types = new ArrayList<>();
    private final IntList canonical = new IntList();
    private final Map<String, Integer> bySignature = new HashMap<>();
    private final Map<Integer, String> hashes = new HashMap<>();

    /** How many types there are. */
    public int count() {
        return types.size();
    }

    /** A type by its index. */
    public FunctionType get(int index) {
        return types.get(index);
    }

    /** The canonical index of a type. */
    public int canonical(int index) {
        return canonical.get(index);
    }

    /** Adds a type; a reference to the index that it will have is one to itself. */
    public void add(int[] parameters, int[] results) {
        int index = types.size();
        var text = new StringBuilder(parameters.length + results.length + 1);
        sign(text, parameters, index);
        sign(text.append('>'), results, index);
        String signature = text.toString();
        Integer equal = bySignature.putIfAbsent(signature, index);
        types.add(equal == null ? new FunctionType(parameters, results, signature) : types.get(equal));
        canonical.add(equal == null ? index : equal);
    }

    /** Adds a type that equals an earlier one, which is the first of its like. */
    void addEqual(int earlier) {
        types.add(types.get(earlier));
        canonical.add(earlier);
    }

    private void sign(StringBuilder text, int[] values, int self) {
        for (int type : values) {
            switch (type) {
                case ValType.I32 -> text.append('i');
                case ValType.I64 -> text.append('l');
                case ValType.F32 -> text.append('f');
                case ValType.F64 -> text.append('d');
                default -> signReference(text, type, self);
            }
        }
    }

    private void signReference(StringBuilder text, int type, int self) {
        if (!ValType.isNullable(type)) {
            text.append('&');
        }
        switch (ValType.heap(type)) {
            case ValType.FUNC -> text.append('F');
            case ValType.EXTERN -> text.append('X');
            case ValType.EXN -> text.append('E');
            default -> {
                int index = ValType.index(type);
                text.append(index == self ? "@" : hashes.computeIfAbsent(index, i -> "#" + hash(get(i).signature())));
            }
        }
    }

    private static String hash(String signature) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(signature.getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
