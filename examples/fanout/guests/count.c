// Lists a folder and counts lines, with wasi-libc. What the component's ABI asks for is done by hand: a string is an
// address and a length, and a result that is more than one value is written where its address says.
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT(name) __attribute__((export_name(name)))
typedef struct { const char *at; size_t size; } text;
typedef struct { unsigned char is_error; union { unsigned count; text error; }; } outcome;

// There is no main: this finds the folders that the host gives.
void __wasm_call_ctors(void);
EXPORT("_initialize") void initialize(void) {
  __wasm_call_ctors();
}

EXPORT("cabi_realloc") void *cabi_realloc(void *block, size_t before, size_t align, size_t after) {
  (void)before, (void)align;
  return realloc(block, after);
}

EXPORT("names") text *names(void) {
  static text list;
  text *all = NULL;
  size_t count = 0;
  DIR *folder = opendir("/data");
  for (struct dirent *each; folder && (each = readdir(folder));) {
    if (each->d_name[0] != '.') {
      all = realloc(all, (count + 1) * sizeof *all);
      all[count++] = (text){strdup(each->d_name), strlen(each->d_name)};
    }
  }
  list = (text){(const char *)all, count};
  return &list;
}

EXPORT("lines") outcome *lines(const char *name, size_t size) {
  static outcome result;
  static char path[512];
  snprintf(path, sizeof path, "/data/%.*s", (int)size, name);
  FILE *file = fopen(path, "r");
  if (!file) {
    result = (outcome){.is_error = 1, .error = {path, strlen(path)}};
    return &result;
  }
  result = (outcome){.is_error = 0, .count = 0};
  for (int c; (c = getc(file)) != EOF;) {
    result.count += c == '\n';
  }
  fclose(file);
  return &result;
}
