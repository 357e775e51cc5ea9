package dev.wippy.registry.files;

/** The system calls of Linux that are used, with their numbers on x86-64 and on AArch64. */
enum Syscall {
    CLOSE(3, 57),
    PREAD(17, 67),
    PWRITE(18, 68),
    FSYNC(74, 82),
    FDATASYNC(75, 83),
    FTRUNCATE(77, 46),
    GETDENTS(217, 61),
    FADVISE(221, 223),
    MKDIRAT(258, 34),
    UNLINKAT(263, 35),
    RENAMEAT(264, 38),
    LINKAT(265, 37),
    SYMLINKAT(266, 36),
    READLINKAT(267, 78),
    UTIMENSAT(280, 88),
    PWRITEV2(328, 287),
    STATX(332, 291),
    OPENAT2(437, 437);

    private final int x86;
    private final int arm;

    Syscall(int x86, int arm) {
        this.x86 = x86;
        this.arm = arm;
    }

    long number() {
        return Linux.ARM ? arm : x86;
    }
}
