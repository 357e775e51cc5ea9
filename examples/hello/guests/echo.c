// Copies stdin to stdout, ASCII letters in upper case. It reads what there is, so a line typed comes back at once.
#include <ctype.h>
#include <stdio.h>
#include <unistd.h>

int main(void) {
  static char buffer[4096];
  ssize_t length;
  while ((length = read(STDIN_FILENO, buffer, sizeof buffer)) > 0) {
    for (ssize_t i = 0; i < length; i++) buffer[i] = (char)toupper((unsigned char)buffer[i]);
    for (ssize_t done = 0, n; done < length; done += n) {
      n = write(STDOUT_FILENO, buffer + done, (size_t)(length - done));
      if (n < 0) {
        perror("echo: stdout");
        return 1;
      }
    }
  }
  if (length < 0) {
    perror("echo: stdin");
    return 1;
  }
  return 0;
}
