// Calls each function of WASI preview 1 as it is imported, and checks what it answers.
//
// With the name of a function: exercises that one and prints "ok NAME". Without: all of them, but those that end the
// program. Expects a writable mount at 3, a read-only one with "file" ("read me") and "dir/" at 4, the variable
// GREETING=hello, a working directory /rw, and "typed\n" on standard input.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wasi/api.h>

static const char *current;

static void fail(int line, long long found, long long wanted) {
  fprintf(stderr, "%s: line %d: found %lld, wanted %lld\n", current, line, found, wanted);
  exit(1);
}

#define SAME(found, wanted)                                       \
  do {                                                            \
    long long f_ = (long long)(found), w_ = (long long)(wanted);  \
    if (f_ != w_) fail(__LINE__, f_, w_);                         \
  } while (0)
#define OK(call) SAME(call, 0)
#define CHECK(condition) SAME(!!(condition), 1)

enum { IN = 0, OUT = 1, RW = 3, RO = 4, NONE = 999 };
enum { READ_RIGHTS = 0x2000a6 };

static const uint64_t FILE_RIGHTS = (1 << 0) | (1 << 1) | (1 << 2) | (1 << 3) | (1 << 4) | (1 << 5) | (1 << 6) | (1 << 7) |
                                    (1 << 8) | (1 << 21) | (1 << 22) | (1 << 23) | (1 << 27);

static __wasi_fd_t open_with(__wasi_fd_t dir, const char *path, int oflags, uint64_t rights, int fdflags) {
  __wasi_fd_t fd;
  OK(__wasi_path_open(dir, 1, path, oflags, rights, 0, fdflags, &fd));
  return fd;
}

static __wasi_fd_t create(const char *path) { return open_with(RW, path, 1 | 8, FILE_RIGHTS, 0); }

static void put(__wasi_fd_t fd, const char *text) {
  __wasi_ciovec_t piece = {(const uint8_t *)text, strlen(text)};
  __wasi_size_t written;
  OK(__wasi_fd_write(fd, &piece, 1, &written));
  SAME(written, strlen(text));
}

static __wasi_filesize_t tell(__wasi_fd_t fd) {
  __wasi_filesize_t at;
  OK(__wasi_fd_tell(fd, &at));
  return at;
}

static __wasi_filestat_t stat_of(__wasi_fd_t fd) {
  __wasi_filestat_t stat;
  OK(__wasi_fd_filestat_get(fd, &stat));
  return stat;
}

static void expect_content(const char *path, const char *text) {
  char buffer[64];
  __wasi_fd_t fd = open_with(RW, path, 0, FILE_RIGHTS & ~(1ull << 6) & ~(1ull << 8) & ~(1ull << 22), 0);
  __wasi_iovec_t piece = {(uint8_t *)buffer, sizeof buffer};
  __wasi_size_t count;
  OK(__wasi_fd_read(fd, &piece, 1, &count));
  SAME(count, strlen(text));
  OK(memcmp(buffer, text, count));
  OK(__wasi_fd_close(fd));
}

static void args_get(void) {
  __wasi_size_t count, bytes;
  OK(__wasi_args_sizes_get(&count, &bytes));
  uint8_t *pointers[8];
  uint8_t buffer[256];
  OK(__wasi_args_get(pointers, buffer));
  OK(strcmp((char *)pointers[0], "calls"));
  CHECK(pointers[0] == buffer);
  SAME(pointers[count - 1] + strlen((char *)pointers[count - 1]) + 1 - buffer, bytes);
}

static void args_sizes_get(void) {
  __wasi_size_t count, bytes;
  OK(__wasi_args_sizes_get(&count, &bytes));
  CHECK(count == 1 || count == 2);
  CHECK(bytes >= 6);
}

static void environ_get(void) {
  uint8_t *pointers[8];
  uint8_t buffer[256];
  OK(__wasi_environ_get(pointers, buffer));
  OK(strcmp((char *)pointers[0], "GREETING=hello"));
  OK(strcmp((char *)pointers[1], "PWD=/rw"));
}

static void environ_sizes_get(void) {
  __wasi_size_t count, bytes;
  OK(__wasi_environ_sizes_get(&count, &bytes));
  SAME(count, 2);
  SAME(bytes, sizeof "GREETING=hello" + sizeof "PWD=/rw");
}

static void clock_res_get(void) {
  __wasi_timestamp_t resolution = 0;
  OK(__wasi_clock_res_get(0, &resolution));
  CHECK(resolution > 0);
  OK(__wasi_clock_res_get(1, &resolution));
  CHECK(resolution > 0);
  SAME(__wasi_clock_res_get(2, &resolution), __WASI_ERRNO_INVAL);
  SAME(__wasi_clock_res_get(77, &resolution), __WASI_ERRNO_INVAL);
}

static void clock_time_get(void) {
  __wasi_timestamp_t real, first, second;
  OK(__wasi_clock_time_get(0, 0, &real));
  CHECK(real > 1700000000ull * 1000000000);
  OK(__wasi_clock_time_get(1, 0, &first));
  OK(__wasi_clock_time_get(1, 0, &second));
  CHECK(second >= first && first > 0);
  SAME(__wasi_clock_time_get(3, 0, &real), __WASI_ERRNO_INVAL);
}

static void fd_advise(void) {
  __wasi_fd_t fd = create("advise");
  OK(__wasi_fd_advise(fd, 0, 10, 3));
  SAME(__wasi_fd_advise(fd, -1, 10, 3), __WASI_ERRNO_INVAL);
  SAME(__wasi_fd_advise(RW, 0, 10, 3), __WASI_ERRNO_ISDIR);
  SAME(__wasi_fd_advise(NONE, 0, 10, 3), __WASI_ERRNO_BADF);
}

static void fd_allocate(void) {
  __wasi_fd_t fd = create("allocate");
  OK(__wasi_fd_allocate(fd, 10, 90));
  SAME(stat_of(fd).size, 100);
  OK(__wasi_fd_allocate(fd, 0, 1));
  SAME(stat_of(fd).size, 100);
  SAME(__wasi_fd_allocate(fd, 0, 0), __WASI_ERRNO_INVAL);
  SAME(__wasi_fd_allocate(fd, INT64_MAX, 1), __WASI_ERRNO_FBIG);
}

static void fd_close(void) {
  __wasi_fd_t fd = create("close");
  OK(__wasi_fd_close(fd));
  SAME(__wasi_fd_close(fd), __WASI_ERRNO_BADF);
  SAME(create("close"), fd);
}

static void fd_datasync(void) {
  __wasi_fd_t fd = create("datasync");
  put(fd, "x");
  OK(__wasi_fd_datasync(fd));
  SAME(__wasi_fd_datasync(IN), __WASI_ERRNO_INVAL);
}

static void fd_sync(void) {
  __wasi_fd_t fd = create("sync");
  put(fd, "x");
  OK(__wasi_fd_sync(fd));
  OK(__wasi_fd_sync(RW));
  SAME(__wasi_fd_sync(NONE), __WASI_ERRNO_BADF);
}

static void fd_fdstat_get(void) {
  __wasi_fdstat_t stat;
  OK(__wasi_fd_fdstat_get(RW, &stat));
  SAME(stat.fs_filetype, __WASI_FILETYPE_DIRECTORY);
  CHECK((stat.fs_rights_inheriting & FILE_RIGHTS) == FILE_RIGHTS);
  __wasi_fd_t fd = open_with(RW, "fdstat", 1, FILE_RIGHTS, __WASI_FDFLAGS_APPEND);
  OK(__wasi_fd_fdstat_get(fd, &stat));
  SAME(stat.fs_filetype, __WASI_FILETYPE_REGULAR_FILE);
  SAME(stat.fs_flags, __WASI_FDFLAGS_APPEND);
  SAME(stat.fs_rights_base, FILE_RIGHTS);
  SAME(stat.fs_rights_inheriting, 0);
  OK(__wasi_fd_fdstat_get(IN, &stat));
  CHECK(!(stat.fs_rights_base & __WASI_RIGHTS_FD_SEEK));
}

static void fd_fdstat_set_flags(void) {
  __wasi_fd_t fd = create("flags");
  put(fd, "abc");
  OK(__wasi_fd_fdstat_set_flags(fd, __WASI_FDFLAGS_APPEND));
  __wasi_filesize_t at;
  OK(__wasi_fd_seek(fd, 0, __WASI_WHENCE_SET, &at));
  put(fd, "d");
  SAME(tell(fd), 4);
  SAME(__wasi_fd_fdstat_set_flags(fd, __WASI_FDFLAGS_SYNC), __WASI_ERRNO_NOTSUP);
  SAME(__wasi_fd_fdstat_set_flags(fd, 1 << 9), __WASI_ERRNO_INVAL);
  expect_content("flags", "abcd");
}

static void fd_fdstat_set_rights(void) {
  __wasi_fd_t fd = create("rights");
  OK(__wasi_fd_fdstat_set_rights(fd, __WASI_RIGHTS_FD_WRITE | __WASI_RIGHTS_FD_TELL, 0));
  __wasi_filesize_t at;
  SAME(__wasi_fd_seek(fd, 1, __WASI_WHENCE_SET, &at), __WASI_ERRNO_NOTCAPABLE);
  OK(__wasi_fd_seek(fd, 0, __WASI_WHENCE_CUR, &at));
  put(fd, "x");
  SAME(__wasi_fd_fdstat_set_rights(fd, FILE_RIGHTS, 0), __WASI_ERRNO_NOTCAPABLE);
  OK(__wasi_fd_fdstat_set_rights(fd, 0, 0));
  __wasi_ciovec_t piece = {(const uint8_t *)"x", 1};
  __wasi_size_t written;
  SAME(__wasi_fd_write(fd, &piece, 1, &written), __WASI_ERRNO_BADF);
}

static void fd_filestat_get(void) {
  __wasi_fd_t one = create("stat1"), two = create("stat2");
  put(one, "12345");
  __wasi_filestat_t stat = stat_of(one);
  SAME(stat.size, 5);
  SAME(stat.filetype, __WASI_FILETYPE_REGULAR_FILE);
  SAME(stat.nlink, 1);
  CHECK(stat.ino != stat_of(two).ino && stat.dev == stat_of(two).dev);
  CHECK(stat.dev != stat_of(RO).dev);
  SAME(stat_of(RW).filetype, __WASI_FILETYPE_DIRECTORY);
  SAME(stat_of(OUT).size, 0);
}

static void fd_filestat_set_size(void) {
  __wasi_fd_t fd = create("size");
  put(fd, "12345");
  OK(__wasi_fd_filestat_set_size(fd, 2));
  expect_content("size", "12");
  OK(__wasi_fd_filestat_set_size(fd, 4));
  SAME(stat_of(fd).size, 4);
  SAME(__wasi_fd_filestat_set_size(fd, -1), __WASI_ERRNO_FBIG);
  SAME(__wasi_fd_filestat_set_size(RW, 1), __WASI_ERRNO_ISDIR);
}

static void fd_filestat_set_times(void) {
  __wasi_fd_t fd = create("times");
  __wasi_timestamp_t second = 1000000000;
  OK(__wasi_fd_filestat_set_times(fd, 100 * second, 200 * second, 1 | 4));
  SAME(stat_of(fd).atim, 100 * second);
  SAME(stat_of(fd).mtim, 200 * second);
  OK(__wasi_fd_filestat_set_times(fd, 0, 0, 8));
  SAME(stat_of(fd).atim, 100 * second);
  CHECK(stat_of(fd).mtim > 1700000000ull * second);
  SAME(__wasi_fd_filestat_set_times(fd, 0, 0, 1 | 2), __WASI_ERRNO_INVAL);
}

static void fd_pread(void) {
  __wasi_fd_t fd = create("pread");
  put(fd, "0123456789");
  char first[3], second[4];
  __wasi_iovec_t pieces[] = {{(uint8_t *)first, 3}, {(uint8_t *)second, 4}};
  __wasi_size_t count;
  OK(__wasi_fd_pread(fd, pieces, 2, 2, &count));
  SAME(count, 7);
  OK(memcmp(first, "234", 3));
  OK(memcmp(second, "5678", 4));
  SAME(tell(fd), 10);
  OK(__wasi_fd_pread(fd, pieces, 2, 100, &count));
  SAME(count, 0);
  SAME(__wasi_fd_pread(fd, pieces, 2, -1, &count), __WASI_ERRNO_INVAL);
}

static void fd_pwrite(void) {
  __wasi_fd_t fd = create("pwrite");
  put(fd, "0123456789");
  __wasi_ciovec_t pieces[] = {{(const uint8_t *)"ab", 2}, {(const uint8_t *)"cd", 2}};
  __wasi_size_t count;
  OK(__wasi_fd_pwrite(fd, pieces, 2, 3, &count));
  SAME(count, 4);
  SAME(tell(fd), 10);
  expect_content("pwrite", "012abcd789");
  SAME(__wasi_fd_pwrite(OUT, pieces, 2, 0, &count), __WASI_ERRNO_SPIPE);
}

static void fd_prestat_get(void) {
  __wasi_prestat_t stat;
  OK(__wasi_fd_prestat_get(RW, &stat));
  SAME(stat.tag, 0);
  SAME(stat.u.dir.pr_name_len, 3);
  SAME(__wasi_fd_prestat_get(IN, &stat), __WASI_ERRNO_BADF);
  SAME(__wasi_fd_prestat_get(5, &stat), __WASI_ERRNO_BADF);
}

static void fd_prestat_dir_name(void) {
  uint8_t name[4] = "....";
  OK(__wasi_fd_prestat_dir_name(RO, name, 3));
  OK(memcmp(name, "/ro.", 4));
  SAME(__wasi_fd_prestat_dir_name(RO, name, 2), __WASI_ERRNO_NAMETOOLONG);
}

static void fd_read(void) {
  __wasi_fd_t fd = open_with(RO, "file", 0, READ_RIGHTS, 0);
  char first[2], second[16];
  __wasi_iovec_t pieces[] = {{(uint8_t *)first, 2}, {(uint8_t *)second, 16}};
  __wasi_size_t count;
  OK(__wasi_fd_read(fd, pieces, 2, &count));
  SAME(count, 7);
  OK(memcmp(second, "ad me", 5));
  OK(__wasi_fd_read(fd, pieces, 2, &count));
  SAME(count, 0);
  SAME(__wasi_fd_read(RW, pieces, 2, &count), __WASI_ERRNO_ISDIR);
  SAME(__wasi_fd_read(OUT, pieces, 2, &count), __WASI_ERRNO_BADF);
  SAME(__wasi_fd_read(fd, pieces, 5000, &count), __WASI_ERRNO_INVAL);
  OK(__wasi_fd_read(IN, &pieces[1], 1, &count));
  SAME(count, 6);
  OK(memcmp(second, "typed\n", 6));
  OK(__wasi_fd_read(IN, &pieces[1], 1, &count));
  SAME(count, 0);
}

static int names(__wasi_fd_t fd, uint8_t *buffer, int size, __wasi_dircookie_t *cookie, char *found) {
  __wasi_size_t used;
  OK(__wasi_fd_readdir(fd, buffer, size, *cookie, &used));
  int at = 0, count = 0;
  while (at + 24 <= (int)used) {
    __wasi_dirent_t entry;
    memcpy(&entry, buffer + at, sizeof entry);
    if (at + 24 + (int)entry.d_namlen > (int)used) break;
    strncat(found, (char *)buffer + at + 24, entry.d_namlen);
    strcat(found, entry.d_type == __WASI_FILETYPE_DIRECTORY ? "/ " : " ");
    *cookie = entry.d_next;
    at += 24 + entry.d_namlen;
    count++;
  }
  return used == (__wasi_size_t)size ? count : -count;
}

static void fd_readdir(void) {
  uint8_t buffer[4096];
  char found[256] = "";
  __wasi_dircookie_t cookie = 0;
  __wasi_fd_t fd = open_with(RO, ".", __WASI_OFLAGS_DIRECTORY, __WASI_RIGHTS_FD_READDIR, 0);
  SAME(names(fd, buffer, sizeof buffer, &cookie, found), -4);
  CHECK(strstr(found, "./ ") && strstr(found, "../ ") && strstr(found, "file ") && strstr(found, "dir/ "));
  SAME(names(fd, buffer, sizeof buffer, &cookie, found), 0);
  // One at a time, in a buffer that cuts the next one off; then again from the front.
  char again[256] = "";
  cookie = 0;
  for (int i = 0; i < 4; i++) SAME(abs(names(fd, buffer, 30, &cookie, again)), 1);
  OK(strcmp(found, again));
  cookie = 2;
  SAME(names(fd, buffer, sizeof buffer, &cookie, again), -2);
  OK(__wasi_path_create_directory(RW, "many"));
  __wasi_fd_t many = open_with(RW, "many", __WASI_OFLAGS_DIRECTORY, 0x3fffff, 0);
  OK(__wasi_fd_close(many));
  SAME(__wasi_fd_readdir(NONE, buffer, 1, 0, (__wasi_size_t *)found), __WASI_ERRNO_BADF);
}

static void fd_renumber(void) {
  __wasi_fd_t from = create("from"), to = create("to");
  put(from, "xyz");
  OK(__wasi_fd_renumber(from, to));
  SAME(tell(to), 3);
  SAME(__wasi_fd_close(from), __WASI_ERRNO_BADF);
  SAME(__wasi_fd_renumber(to, NONE), __WASI_ERRNO_BADF);
  OK(__wasi_fd_renumber(to, to));
}

static void fd_seek(void) {
  __wasi_fd_t fd = create("seek");
  put(fd, "0123456789");
  __wasi_filesize_t at;
  OK(__wasi_fd_seek(fd, -3, __WASI_WHENCE_END, &at));
  SAME(at, 7);
  OK(__wasi_fd_seek(fd, 2, __WASI_WHENCE_CUR, &at));
  SAME(at, 9);
  OK(__wasi_fd_seek(fd, 100, __WASI_WHENCE_SET, &at));
  SAME(at, 100);
  SAME(__wasi_fd_seek(fd, -1, __WASI_WHENCE_SET, &at), __WASI_ERRNO_INVAL);
  SAME(__wasi_fd_seek(fd, 0, 7, &at), __WASI_ERRNO_INVAL);
  SAME(__wasi_fd_seek(IN, 0, __WASI_WHENCE_CUR, &at), __WASI_ERRNO_SPIPE);
  SAME(tell(fd), 100);
}

static void fd_tell(void) {
  __wasi_fd_t fd = create("tell");
  SAME(tell(fd), 0);
  put(fd, "ab");
  SAME(tell(fd), 2);
}

static void fd_write(void) {
  __wasi_fd_t fd = create("write");
  __wasi_ciovec_t pieces[] = {{(const uint8_t *)"ab", 2}, {(const uint8_t *)"", 0}, {(const uint8_t *)"cd", 2}};
  __wasi_size_t count;
  OK(__wasi_fd_write(fd, pieces, 3, &count));
  SAME(count, 4);
  expect_content("write", "abcd");
  SAME(__wasi_fd_write(IN, pieces, 3, &count), __WASI_ERRNO_BADF);
  __wasi_fd_t ro = open_with(RO, "file", 0, READ_RIGHTS, 0);
  SAME(__wasi_fd_write(ro, pieces, 3, &count), __WASI_ERRNO_BADF);
  OK(__wasi_fd_write(OUT, pieces, 0, &count));
  SAME(count, 0);
}

static void path_create_directory(void) {
  OK(__wasi_path_create_directory(RW, "made"));
  SAME(__wasi_path_create_directory(RW, "made"), __WASI_ERRNO_EXIST);
  SAME(__wasi_path_create_directory(RO, "made"), __WASI_ERRNO_ROFS);
  SAME(__wasi_path_create_directory(RW, "no/made"), __WASI_ERRNO_NOENT);
  SAME(__wasi_path_create_directory(RW, "../made"), __WASI_ERRNO_PERM);
  SAME(__wasi_path_create_directory(RW, "/made"), __WASI_ERRNO_PERM);
  SAME(__wasi_path_create_directory(RW, "\xff"), __WASI_ERRNO_ILSEQ);
  static char longest[5001];
  memset(longest, 'a', 5000);
  SAME(__wasi_path_create_directory(RW, longest), __WASI_ERRNO_NAMETOOLONG);
}

static void path_filestat_get(void) {
  __wasi_filestat_t stat;
  OK(__wasi_path_filestat_get(RO, 1, "file", &stat));
  SAME(stat.size, 7);
  __wasi_fd_t fd = open_with(RO, "file", 0, READ_RIGHTS, 0);
  SAME(stat.ino, stat_of(fd).ino);
  SAME(__wasi_path_filestat_get(RO, 1, "none", &stat), __WASI_ERRNO_NOENT);
  SAME(__wasi_path_filestat_get(fd, 1, "none", &stat), __WASI_ERRNO_NOTDIR);
  SAME(__wasi_path_filestat_get(RO, 2, "file", &stat), __WASI_ERRNO_INVAL);
}

static void path_filestat_set_times(void) {
  create("path-times");
  OK(__wasi_path_filestat_set_times(RW, 1, "path-times", 5000000000, 0, 1 | 8));
  __wasi_filestat_t stat;
  OK(__wasi_path_filestat_get(RW, 1, "path-times", &stat));
  SAME(stat.atim, 5000000000);
  SAME(__wasi_path_filestat_set_times(RO, 1, "file", 0, 0, 2), __WASI_ERRNO_ROFS);
}

static void path_link(void) {
  put(create("linked"), "text");
  OK(__wasi_path_link(RW, 0, "linked", RW, "link"));
  expect_content("link", "text");
  SAME(__wasi_path_link(RW, 0, "linked", RW, "link"), __WASI_ERRNO_EXIST);
  SAME(__wasi_path_link(RO, 0, "file", RW, "stolen"), __WASI_ERRNO_ROFS);
}

static void path_open(void) {
  __wasi_fd_t fd;
  SAME(__wasi_path_open(RW, 1, "none", 0, READ_RIGHTS, 0, 0, &fd), __WASI_ERRNO_NOENT);
  fd = create("opened");
  put(fd, "abc");
  SAME(__wasi_path_open(RW, 1, "opened", 1 | 4, FILE_RIGHTS, 0, 0, &fd), __WASI_ERRNO_EXIST);
  SAME(__wasi_path_open(RO, 1, "file", 0, FILE_RIGHTS, 0, 0, &fd), __WASI_ERRNO_ROFS);
  SAME(__wasi_path_open(RO, 1, "new", 1, READ_RIGHTS, 0, 0, &fd), __WASI_ERRNO_ROFS);
  SAME(__wasi_path_open(RO, 1, "file", 8, READ_RIGHTS, 0, 0, &fd), __WASI_ERRNO_ROFS);
  SAME(__wasi_path_open(RO, 1, "file", __WASI_OFLAGS_DIRECTORY, READ_RIGHTS, 0, 0, &fd), __WASI_ERRNO_NOTDIR);
  SAME(__wasi_path_open(RW, 1, ".", 0, FILE_RIGHTS, 0, 0, &fd), __WASI_ERRNO_ISDIR);
  SAME(__wasi_path_open(RO, 1, "../rw/opened", 0, READ_RIGHTS, 0, 0, &fd), __WASI_ERRNO_PERM);
  SAME(__wasi_path_open(RO, 1, "dir/../../rw/opened", 0, READ_RIGHTS, 0, 0, &fd), __WASI_ERRNO_PERM);
  SAME(__wasi_path_open(RO, 1, "", 0, READ_RIGHTS, 0, 0, &fd), __WASI_ERRNO_NOENT);
  __wasi_fd_t dir = open_with(RO, "dir", __WASI_OFLAGS_DIRECTORY, __WASI_RIGHTS_PATH_OPEN, 0);
  SAME(__wasi_path_open(dir, 1, "x", 0, READ_RIGHTS, 0, 0, &fd), __WASI_ERRNO_NOTCAPABLE);
  SAME(__wasi_path_open(dir, 1, "x", 0, 0, 0, 0, &fd), __WASI_ERRNO_NOENT);
  // As Go opens what it only reads.
  fd = open_with(RO, "file", 0, FILE_RIGHTS & ~(__WASI_RIGHTS_FD_WRITE | __WASI_RIGHTS_FD_ALLOCATE), 0);
  SAME(__wasi_fd_filestat_set_size(fd, 1), __WASI_ERRNO_BADF);
  OK(__wasi_path_open(RW, 1, "opened", 8, FILE_RIGHTS, 0, 0, &fd));
  SAME(stat_of(fd).size, 0);
}

static void path_readlink(void) {
  OK(__wasi_path_symlink("target", RW, "to-target"));
  uint8_t buffer[16];
  __wasi_size_t count;
  OK(__wasi_path_readlink(RW, "to-target", buffer, sizeof buffer, &count));
  SAME(count, 6);
  OK(memcmp(buffer, "target", 6));
  OK(__wasi_path_readlink(RW, "to-target", buffer, 3, &count));
  SAME(count, 3);
  SAME(__wasi_path_readlink(RW, "none", buffer, 3, &count), __WASI_ERRNO_NOENT);
}

static void path_remove_directory(void) {
  OK(__wasi_path_create_directory(RW, "removed"));
  create("removed/file");
  SAME(__wasi_path_remove_directory(RW, "removed"), __WASI_ERRNO_NOTEMPTY);
  OK(__wasi_path_unlink_file(RW, "removed/file"));
  OK(__wasi_path_remove_directory(RW, "removed"));
  SAME(__wasi_path_remove_directory(RW, "removed"), __WASI_ERRNO_NOENT);
  SAME(__wasi_path_remove_directory(RO, "dir"), __WASI_ERRNO_ROFS);
}

static void path_rename(void) {
  put(create("old"), "moved");
  OK(__wasi_path_rename(RW, "old", RW, "new"));
  expect_content("new", "moved");
  SAME(__wasi_path_rename(RW, "old", RW, "new"), __WASI_ERRNO_NOENT);
  SAME(__wasi_path_rename(RW, "new", RO, "new"), __WASI_ERRNO_ROFS);
  SAME(__wasi_path_rename(RO, "file", RW, "new"), __WASI_ERRNO_ROFS);
}

static void path_symlink(void) {
  put(create("pointed"), "there");
  OK(__wasi_path_symlink("pointed", RW, "pointer"));
  expect_content("pointer", "there");
  __wasi_fd_t fd;
  SAME(__wasi_path_open(RW, 0, "pointer", 0, READ_RIGHTS, 0, 0, &fd), __WASI_ERRNO_LOOP);
  __wasi_filestat_t stat;
  OK(__wasi_path_filestat_get(RW, 0, "pointer", &stat));
  SAME(stat.filetype, __WASI_FILETYPE_SYMBOLIC_LINK);
  SAME(__wasi_path_symlink("/etc/passwd", RW, "out"), __WASI_ERRNO_PERM);
}

static void path_unlink_file(void) {
  create("unlinked");
  OK(__wasi_path_unlink_file(RW, "unlinked"));
  SAME(__wasi_path_unlink_file(RW, "unlinked"), __WASI_ERRNO_NOENT);
  SAME(__wasi_path_unlink_file(RO, "file"), __WASI_ERRNO_ROFS);
  OK(__wasi_path_create_directory(RW, "no-file"));
  SAME(__wasi_path_unlink_file(RW, "no-file"), __WASI_ERRNO_ISDIR);
}

static void poll_oneoff(void) {
  __wasi_subscription_t in[3];
  __wasi_event_t out[3];
  __wasi_size_t count;
  memset(in, 0, sizeof in);
  SAME(__wasi_poll_oneoff(in, out, 0, &count), __WASI_ERRNO_INVAL);
  in[0].userdata = 7;
  in[0].u.tag = __WASI_EVENTTYPE_CLOCK;
  in[0].u.u.clock.id = __WASI_CLOCKID_MONOTONIC;
  in[0].u.u.clock.timeout = 20000000;
  __wasi_timestamp_t before, after;
  OK(__wasi_clock_time_get(1, 0, &before));
  OK(__wasi_poll_oneoff(in, out, 1, &count));
  OK(__wasi_clock_time_get(1, 0, &after));
  SAME(count, 1);
  SAME(out[0].userdata, 7);
  SAME(out[0].type, __WASI_EVENTTYPE_CLOCK);
  CHECK(after - before >= 20000000);
  // What is over, a file that is always ready, and a number that stands for nothing.
  in[0].u.u.clock.flags = __WASI_SUBCLOCKFLAGS_SUBSCRIPTION_CLOCK_ABSTIME;
  in[0].u.u.clock.timeout = before;
  in[1].userdata = 8;
  in[1].u.tag = __WASI_EVENTTYPE_FD_READ;
  in[1].u.u.fd_read.file_descriptor = open_with(RO, "file", 0, READ_RIGHTS | __WASI_RIGHTS_POLL_FD_READWRITE, 0);
  in[2].userdata = 9;
  in[2].u.tag = __WASI_EVENTTYPE_FD_WRITE;
  in[2].u.u.fd_write.file_descriptor = NONE;
  OK(__wasi_poll_oneoff(in, out, 3, &count));
  SAME(count, 3);
  SAME(out[1].userdata, 8);
  SAME(out[1].error, 0);
  SAME(out[1].fd_readwrite.nbytes, 7);
  SAME(out[2].error, __WASI_ERRNO_BADF);
  // A clock that is far away, and output that has room.
  in[0].u.u.clock.flags = 0;
  in[0].u.u.clock.timeout = -1;
  in[2].u.u.fd_write.file_descriptor = OUT;
  SAME((in[1] = in[2], __wasi_poll_oneoff(in, out, 2, &count)), 0);
  SAME(count, 1);
  SAME(out[0].userdata, 9);
  CHECK(out[0].fd_readwrite.nbytes > 0);
  in[0].u.u.clock.id = 3;
  OK(__wasi_poll_oneoff(in, out, 1, &count));
  SAME(out[0].error, __WASI_ERRNO_INVAL);
}

static void ended(void) {
  printf("ok %s\n", current);
  fflush(stdout);
}

static void proc_exit(void) {
  ended();
  __wasi_proc_exit(42);
}

__wasi_errno_t raise_signal(int32_t) __attribute__((import_module("wasi_snapshot_preview1"), import_name("proc_raise")));

static void proc_raise(void) {
  OK(raise_signal(0));
  OK(raise_signal(13));
  SAME(raise_signal(18), __WASI_ERRNO_NOTSUP);
  SAME(raise_signal(99), __WASI_ERRNO_INVAL);
  ended();
  raise_signal(6);
}

static void random_get(void) {
  static uint8_t bytes[200000];
  OK(__wasi_random_get(bytes, sizeof bytes));
  int counts[256] = {0};
  for (int i = 0; i < (int)sizeof bytes; i++) counts[bytes[i]]++;
  for (int i = 0; i < 256; i++) CHECK(counts[i] > 400);
  OK(__wasi_random_get(bytes, 0));
}

static void sched_yield_(void) { OK(__wasi_sched_yield()); }

static void sock_accept(void) {
  __wasi_fd_t fd;
  SAME(__wasi_sock_accept(IN, 0, &fd), __WASI_ERRNO_NOTSOCK);
  SAME(__wasi_sock_accept(NONE, 0, &fd), __WASI_ERRNO_BADF);
}

static void sock_recv(void) {
  __wasi_size_t count;
  __wasi_roflags_t flags;
  SAME(__wasi_sock_recv(OUT, 0, 0, 0, &count, &flags), __WASI_ERRNO_NOTSOCK);
}

static void sock_send(void) {
  __wasi_size_t count;
  SAME(__wasi_sock_send(OUT, 0, 0, 0, &count), __WASI_ERRNO_NOTSOCK);
}

static void sock_shutdown(void) { SAME(__wasi_sock_shutdown(RW, 1), __WASI_ERRNO_NOTSOCK); }

static const struct {
  const char *name;
  void (*run)(void);
} FUNCTIONS[] = {
#define F(name) {#name, name}
    F(args_get), F(args_sizes_get), F(environ_get), F(environ_sizes_get), F(clock_res_get), F(clock_time_get),
    F(fd_advise), F(fd_allocate), F(fd_close), F(fd_datasync), F(fd_fdstat_get), F(fd_fdstat_set_flags),
    F(fd_fdstat_set_rights), F(fd_filestat_get), F(fd_filestat_set_size), F(fd_filestat_set_times), F(fd_pread),
    F(fd_prestat_dir_name), F(fd_prestat_get), F(fd_pwrite), F(fd_read), F(fd_readdir), F(fd_renumber), F(fd_seek),
    F(fd_sync), F(fd_tell), F(fd_write), F(path_create_directory), F(path_filestat_get), F(path_filestat_set_times),
    F(path_link), F(path_open), F(path_readlink), F(path_remove_directory), F(path_rename), F(path_symlink),
    F(path_unlink_file), F(poll_oneoff), F(random_get), {"sched_yield", sched_yield_}, F(sock_accept), F(sock_recv),
    F(sock_send), F(sock_shutdown), F(proc_exit), F(proc_raise),
};

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  for (unsigned i = 0; i < sizeof FUNCTIONS / sizeof FUNCTIONS[0]; i++) {
    if (!strcmp(argv[1], FUNCTIONS[i].name)) {
      current = FUNCTIONS[i].name;
      FUNCTIONS[i].run();
      ended();
      return 0;
    }
  }
  fprintf(stderr, "no function %s\n", argv[1]);
  return 2;
}
