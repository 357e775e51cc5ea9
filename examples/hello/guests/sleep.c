// Sleeps, with the canonical ABI written out by hand and no libc: one page of memory, so that a thousand of these are
// 64 MiB. The wait is one blocking call on a pollable; the guest does not know whether a thread is held meanwhile.
#include <stdint.h>

#define IMPORT(module, name) __attribute__((import_module(module), import_name(name)))
#define EXPORT(name) __attribute__((export_name(name)))

IMPORT("wasi:clocks/monotonic-clock@0.2.0", "subscribe-duration") int32_t subscribe_duration(uint64_t nanoseconds);
IMPORT("wasi:io/poll@0.2.0", "[method]pollable.block") void pollable_block(int32_t self);
IMPORT("wasi:io/poll@0.2.0", "[resource-drop]pollable") void pollable_drop(int32_t self);

struct string {
  char *bytes;
  uint32_t length;
};

static struct string result;
static char text[32];

static char *copy(char *to, const char *from) {
  while (*from) *to++ = *from++;
  return to;
}

static char *decimal(char *to, uint64_t number) {
  char digits[20];
  int length = 0;
  do digits[length++] = (char)('0' + number % 10);
  while (number /= 10);
  while (length) *to++ = digits[--length];
  return to;
}

EXPORT("sleep") struct string *sleep_ms(uint64_t ms) {
  uint64_t longest = UINT64_MAX / 1000000;
  int32_t timer = subscribe_duration(ms > longest ? UINT64_MAX : ms * 1000000);
  pollable_block(timer);
  pollable_drop(timer);
  char *end = copy(decimal(copy(text, "slept "), ms), " ms");
  result = (struct string){text, (uint32_t)(end - text)};
  return &result;
}
