package dev.wippy.component;

import java.util.Arrays;
import java.util.Random;

/** Changes bytes in the ways that break formats. */
final class Mutations {
    private static final int[] TELLING = {0, 1, 2, 0x40, 0x7f, 0x80, 0xff};

    private Mutations() {}

    /** The bytes with one to three changes; half of them leave sizes as they are. */
    static byte[] of(byte[] original, Random random) {
        byte[] bytes = original.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes && bytes.length > 9; i++) {
            int at = 8 + random.nextInt(bytes.length - 8);
            switch (random.nextInt(8)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) TELLING[random.nextInt(TELLING.length)];
                case 2 -> bytes[at] = (byte) random.nextInt(256);
                case 3 -> bytes[at] = (byte) random.nextInt(12);
                case 4 -> bytes = Arrays.copyOf(bytes, at);
                case 5 -> bytes = splice(bytes, at, Math.min(bytes.length, at + random.nextInt(4)), new byte[0]);
                case 6 -> bytes = splice(bytes, at, at, Arrays.copyOfRange(original, at % original.length,
                        Math.min(original.length, at % original.length + random.nextInt(40))));
                default -> {
                    int from = 8 + random.nextInt(bytes.length - 8);
                    int length = Math.min(random.nextInt(8), bytes.length - Math.max(at, from));
                    System.arraycopy(bytes, from, bytes, at, length);
                }
            }
        }
        return bytes;
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] with) {
        byte[] spliced = new byte[bytes.length - (to - from) + with.length];
        System.arraycopy(bytes, 0, spliced, 0, from);
        System.arraycopy(with, 0, spliced, from, with.length);
        System.arraycopy(bytes, to, spliced, from + with.length, bytes.length - to);
        return spliced;
    }
}
