// Converts each CSV file of /input (RFC 4180: quotes, commas and line breaks in quoted fields) to a TSV file in /output,
// where a tab, a line break and a backslash are written as \t, \n, \r and \\. Prints a line for each file.
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failed(const char *path) {
  fprintf(stderr, "%s: %s\n", path, strerror(errno));
  return 1;
}

static void put(int c, FILE *out) {
  switch (c) {
  case '\t': fputs("\\t", out); break;
  case '\n': fputs("\\n", out); break;
  case '\r': fputs("\\r", out); break;
  case '\\': fputs("\\\\", out); break;
  default: putc(c, out);
  }
}

// Returns the number of rows.
static long convert(FILE *in, FILE *out) {
  long rows = 0;
  int quoted = 0, begun = 0, c;
  while ((c = getc(in)) != EOF) {
    if (quoted) {
      if (c != '"') {
        put(c, out);
      } else if ((c = getc(in)) == '"') {
        putc('"', out);
      } else {
        quoted = 0;
        ungetc(c, in);
      }
      continue;
    }
    begun = 1;
    if (c == '"') {
      quoted = 1;
    } else if (c == ',') {
      putc('\t', out);
    } else if (c == '\n') {
      putc('\n', out);
      rows++;
      begun = 0;
    } else if (c == '\r') {
      // The line break follows.
    } else {
      put(c, out);
    }
  }
  if (begun) {
    putc('\n', out);
    rows++;
  }
  return rows;
}

static int convert_file(const char *name) {
  char from[512], to[512];
  snprintf(from, sizeof from, "/input/%s", name);
  snprintf(to, sizeof to, "/output/%.*s.tsv", (int)strlen(name) - 4, name);
  FILE *in = fopen(from, "r");
  if (!in) {
    return failed(from);
  }
  FILE *out = fopen(to, "w");
  if (!out) {
    fclose(in);
    return failed(to);
  }
  long rows = convert(in, out);
  int bad = ferror(in) || ferror(out);
  fclose(in);
  if (fclose(out) || bad) {
    return failed(to);
  }
  printf("%s -> %s, %ld rows\n", from, to, rows);
  return 0;
}

static int by_name(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

int main(void) {
  DIR *dir = opendir("/input");
  if (!dir) {
    return failed("/input");
  }
  char *names[1000];
  size_t count = 0;
  struct dirent *entry;
  while ((entry = readdir(dir)) && count < 1000) {
    size_t length = strlen(entry->d_name);
    if (length > 4 && length < 250 && !strcmp(entry->d_name + length - 4, ".csv")) {
      names[count++] = strdup(entry->d_name);
    }
  }
  closedir(dir);
  qsort(names, count, sizeof *names, by_name);
  int status = 0;
  for (size_t i = 0; i < count; i++) {
    status |= convert_file(names[i]);
  }
  return status;
}
