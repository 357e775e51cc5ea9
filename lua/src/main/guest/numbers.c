/* Numbers as text, where a call of the host's is not worth it, and what the host needs to know to read one. */
#include <string.h>

int guest_format_integer(char *into, int size, const char *format, long long value) {
    if (strcmp(format, "%lld") != 0) {
        return host_format_integer(into, size, format, value);
    }
    char digits[24];
    int first = sizeof digits;
    unsigned long long rest = value < 0 ? 0ULL - (unsigned long long)value : (unsigned long long)value;
    do {
        digits[--first] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest != 0);
    if (value < 0) {
        digits[--first] = '-';
    }
    int length = (int)sizeof digits - first;
    memcpy(into, digits + first, length);
    into[length] = 0;
    return length;
}

int guest_format_pointer(char *into, int size, const char *format, const void *value) {
    if (strcmp(format, "%p") != 0) {
        return host_format_integer(into, size, format, (long long)(unsigned long)value);
    }
    unsigned long address = (unsigned long)value;
    into[0] = '0';
    into[1] = 'x';
    for (int i = 0; i < 8; i++) {
        into[2 + i] = "0123456789abcdef"[address >> (28 - 4 * i) & 15];
    }
    into[10] = 0;
    return 10;
}

static int is_digit(char c, int hex) {
    return (c >= '0' && c <= '9') || (hex && ((c | 32) >= 'a' && (c | 32) <= 'f'));
}

/* Finds where the numeral ends, as strtod does; the host makes the number of it. */
double guest_parse_float(const char *text, char **end) {
    const char *c = text;
    *end = (char *)text;
    while (*c == ' ' || (*c >= '\t' && *c <= '\r')) {
        c++;
    }
    const char *start = c;
    if (*c == '-' || *c == '+') {
        c++;
    }
    int hex = c[0] == '0' && (c[1] | 32) == 'x';
    if (hex) {
        c += 2;
    }
    int digits = 0;
    for (; is_digit(*c, hex); c++) {
        digits++;
    }
    if (*c == '.') {
        for (c++; is_digit(*c, hex); c++) {
            digits++;
        }
    }
    if (digits == 0) {
        return 0;
    }
    if ((*c | 32) == (hex ? 'p' : 'e')) {
        const char *exponent = c + 1;
        if (*exponent == '-' || *exponent == '+') {
            exponent++;
        }
        if (is_digit(*exponent, 0)) {
            while (is_digit(*exponent, 0)) {
                exponent++;
            }
            c = exponent;
        }
    }
    *end = (char *)c;
    return host_parse_float(start, (int)(c - start));
}
