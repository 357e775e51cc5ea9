// A service: prints a line every PERIOD milliseconds, until it is asked to end. With COUNT it fails after so many lines.
// Usage: beat NAME PERIOD [COUNT]
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv) {
  if (argc < 3) {
    fprintf(stderr, "usage: beat NAME PERIOD [COUNT]\n");
    return 2;
  }
  useconds_t period = (useconds_t)atoi(argv[2]) * 1000;
  int count = argc > 3 ? atoi(argv[3]) : 0;
  for (int beat = 1; count == 0 || beat <= count; beat++) {
    printf("%s %d\n", argv[1], beat);
    fflush(stdout);
    usleep(period);
  }
  return 1;
}
