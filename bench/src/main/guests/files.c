// Moves bytes as a program does, for bench/files: read FILE | write FILE MIB | open FOLDER FILES TIMES | cat.
// Calls preview 1 through its libc; each prints how many bytes went by, cat only on stderr.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char buffer[1 << 16];

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static long long pass(int from, int to) {
  long long total = 0;
  ssize_t count;
  while ((count = read(from, buffer, sizeof buffer)) > 0) {
    total += count;
    for (ssize_t done = 0, wrote; to >= 0 && done < count; done += wrote) {
      if ((wrote = write(to, buffer + done, count - done)) < 0) fail("write");
    }
  }
  if (count < 0) fail("read");
  return total;
}

int main(int argc, char **argv) {
  if (argc == 3 && !strcmp(argv[1], "read")) {
    int fd = open(argv[2], O_RDONLY);
    if (fd < 0) fail(argv[2]);
    printf("%lld\n", pass(fd, -1));
  } else if (argc == 4 && !strcmp(argv[1], "write")) {
    int fd = open(argv[2], O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (fd < 0) fail(argv[2]);
    long long rest = atoll(argv[3]) << 20, total = rest;
    for (ssize_t wrote; rest > 0; rest -= wrote) {
      if ((wrote = write(fd, buffer, sizeof buffer)) < 0) fail("write");
    }
    printf("%lld\n", total);
  } else if (argc == 5 && !strcmp(argv[1], "open")) {
    long long total = 0;
    char path[256];
    for (int time = 0; time < atoi(argv[4]); time++) {
      for (int file = 0; file < atoi(argv[3]); file++) {
        snprintf(path, sizeof path, "%s/%d", argv[2], file);
        int fd = open(path, O_RDONLY);
        if (fd < 0) fail(path);
        total += read(fd, buffer, sizeof buffer);
        close(fd);
      }
    }
    printf("%lld\n", total);
  } else if (argc == 2 && !strcmp(argv[1], "cat")) {
    fprintf(stderr, "%lld\n", pass(0, 1));
  } else {
    fputs("read FILE | write FILE MIB | open FOLDER FILES TIMES | cat\n", stderr);
    return 2;
  }
}
