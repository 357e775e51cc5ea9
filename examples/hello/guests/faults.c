// A trap some frames deep and a loop without an end. No libc and no import: what these do, they do in plain wasm.
#define EXPORT(name) __attribute__((export_name(name), noinline))

// Volatile, so that the compiler neither drops the loop nor turns the calls before the trap into one.
static volatile unsigned count;

__attribute__((noinline)) static void boom(void) {
  count++;
  __builtin_trap();
}

__attribute__((noinline)) static void step(void) {
  count++;
  boom();
}

EXPORT("trap") void trap(void) {
  count++;
  step();
}

EXPORT("spin") void spin(void) {
  for (;;) count++;
}
