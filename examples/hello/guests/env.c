// Prints the arguments and the environment that it was given, one a line: arg[0]=env, NAME=VALUE.
#include <stdio.h>

extern char **environ;

int main(int argc, char **argv) {
  for (int i = 0; i < argc; i++) printf("arg[%d]=%s\n", i, argv[i]);
  for (char **variable = environ; variable && *variable; variable++) puts(*variable);
  return fflush(stdout) == 0 ? 0 : 1;
}
