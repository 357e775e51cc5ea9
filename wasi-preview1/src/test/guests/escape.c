#define _GNU_SOURCE
// Tries to get out of its mount: each function of preview 1 that takes a path, with each path on standard input.
//
// Words: how many times to do it all. Expects the mount at 3. Prints a line for whatever told something of outside, which is
// a file that holds "secret" or was changed at second 1000, and a directory with "outside-only"; then "tried N".
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wasi/api.h>

enum { TOP = 3, FOLLOW = 1, CREATE = 1, TRUNCATE = 8, OUTSIDE_TIME = 1000 };
static const __wasi_rights_t READ = 2 | (1 << 14) | (1 << 21), WRITE = 64;

static char paths[128][512];
static int count;
static long tried;

static void told(const char *function, const char *path) { printf("%s told of outside: %s\n", function, path); }

static void look_into(const char *path, __wasi_oflags_t flags, __wasi_rights_t rights) {
  __wasi_fd_t fd;
  tried++;
  if (__wasi_path_open(TOP, FOLLOW, path, flags, rights, 0, 0, &fd)) return;
  uint8_t buffer[4096];
  __wasi_size_t size = 0;
  if (rights & WRITE) {
    __wasi_ciovec_t x = {(const uint8_t *)"X", 1};
    (void)!__wasi_fd_write(fd, &x, 1, &size);
  } else {
    __wasi_iovec_t all = {buffer, sizeof buffer};
    if (!__wasi_fd_read(fd, &all, 1, &size) && size >= 6 && !memcmp(buffer, "secret", 6)) told("path_open", path);
    if (!__wasi_fd_readdir(fd, buffer, sizeof buffer, 0, &size) && memmem(buffer, size, "outside-only", 12)) {
      told("fd_readdir", path);
    }
  }
  (void)!__wasi_fd_close(fd);
}

static void look_at(const char *path) {
  __wasi_filestat_t stat;
  for (int flags = 0; flags <= FOLLOW; flags++, tried++) {
    if (!__wasi_path_filestat_get(TOP, flags, path, &stat) && stat.mtim / 1000000000 == OUTSIDE_TIME) {
      told("path_filestat_get", path);
    }
  }
}

static void put_source(void) {
  __wasi_fd_t fd;
  if (!__wasi_path_open(TOP, 0, "source", CREATE, WRITE, 0, 0, &fd)) (void)!__wasi_fd_close(fd);
}

static void change(const char *path) {
  uint8_t buffer[512];
  __wasi_size_t size;
  for (int flags = 0; flags <= FOLLOW; flags++, tried += 2) {
    (void)!__wasi_path_filestat_set_times(TOP, flags, path, 5, 5, 1 | 4);
    if (!__wasi_path_link(TOP, flags, path, TOP, "linked")) look_into("linked", 0, READ);
    (void)!__wasi_path_unlink_file(TOP, "linked");
  }
  (void)!__wasi_path_create_directory(TOP, path);
  (void)!__wasi_path_readlink(TOP, path, buffer, sizeof buffer, &size);
  (void)!__wasi_path_symlink("anywhere", TOP, path);
  put_source();
  (void)!__wasi_path_link(TOP, 0, "source", TOP, path);
  (void)!__wasi_path_rename(TOP, "source", TOP, path);
  if (!__wasi_path_rename(TOP, path, TOP, "renamed")) look_into("renamed", 0, READ);
  (void)!__wasi_path_unlink_file(TOP, "renamed");
  (void)!__wasi_path_remove_directory(TOP, "renamed");
  (void)!__wasi_path_unlink_file(TOP, path);
  (void)!__wasi_path_remove_directory(TOP, path);
  tried += 8;
}

int main(int argc, char **argv) {
  while (count < 128 && fgets(paths[count], sizeof *paths, stdin)) {
    paths[count][strcspn(paths[count], "\n")] = 0;
    count++;
  }
  for (int time = 0; time < atoi(argv[1]); time++) {
    for (int i = 0; i < count; i++) {
      look_at(paths[i]);
      look_into(paths[i], 0, READ);
      look_into(paths[i], CREATE, WRITE);
      look_into(paths[i], TRUNCATE, WRITE);
      change(paths[i]);
    }
  }
  printf("tried %ld\n", tried);
}
