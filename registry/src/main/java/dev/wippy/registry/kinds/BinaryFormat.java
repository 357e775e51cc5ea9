package dev.wippy.registry.kinds;

/** What a binary says that it is in its first eight bytes: magic, version and layer. */
enum BinaryFormat {
    CORE_MODULE,
    COMPONENT,
    NEITHER;

    static BinaryFormat of(byte[] binary) {
        if (binary.length < 8 || binary[0] != 0 || binary[1] != 'a' || binary[2] != 's' || binary[3] != 'm') {
            return NEITHER;
        }
        // The component model's Binary.md splits the version field of a core module into version and layer.
        int layer = binary[6] & 0xff | (binary[7] & 0xff) << 8;
        return switch (layer) {
            case 0 -> CORE_MODULE;
            case 1 -> COMPONENT;
            default -> NEITHER;
        };
    }
}
