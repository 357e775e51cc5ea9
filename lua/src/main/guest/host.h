/* Read before every source of Lua: what Lua takes from a C library elsewhere, it takes from the host here. */
#ifndef WIPPY_HOST_H
#define WIPPY_HOST_H

/* Lua's sources define these to nothing too; luaconf.h, read here first, gives them shorter names. */
#define LUA_CORE
#define LUA_LIB
#include "luaconf.h"

#define HOST(name) __attribute__((import_module("lua"), import_name(name)))

/* Protected calls: the host calls back the export "protected" and catches what "throw" throws. That needs neither setjmp
   nor WebAssembly's exceptions. */
HOST("try") extern void host_try(int function, int state, int data);
HOST("throw") extern _Noreturn void host_throw(void);
void guest_try(int function, int state, int data);
#define LUAI_TRY(L, c, a) guest_try((int)f, (int)L, (int)ud)
#define LUAI_THROW(L, c) host_throw()
#define luai_jmpbuf int
#define l_signalT int

/* Numbers as text, and back: a C library's are slow here, as they calculate with 128 bits. */
HOST("format-integer") extern int host_format_integer(char *into, int size, const char *format, long long value);
HOST("format-float") extern int host_format_float(char *into, int size, const char *format, double value);
HOST("format-text") extern int host_format_text(char *into, int size, const char *format, const char *value);
HOST("parse-float") extern double host_parse_float(const char *text, int size);
int guest_format_integer(char *into, int size, const char *format, long long value);
int guest_format_pointer(char *into, int size, const char *format, const void *value);
double guest_parse_float(const char *text, char **end);
#undef l_sprintf
#define l_sprintf(s, size, format, value) \
    _Generic((value), \
        double: host_format_float, \
        char *: host_format_text, \
        const char *: host_format_text, \
        void *: guest_format_pointer, \
        const void *: guest_format_pointer, \
        default: guest_format_integer)(s, (int)(size), format, value)
#undef lua_str2number
#define lua_str2number(s, end) guest_parse_float(s, end)
#undef lua_getlocaledecpoint
#define lua_getlocaledecpoint() '.'

/* Output of print. */
HOST("write") extern void host_write(const char *bytes, int size);
#define lua_writestring(s, size) host_write(s, (int)(size))
#define lua_writeline() host_write("\n", 1)
#define lua_writestringerror(s, p) ((void)(s), (void)(p))

/* The hash of strings starts from this, so that nobody knows which of them collide. */
HOST("seed") extern int host_seed(void);
#define luai_makeseed(L) ((unsigned int)host_seed())
/* Which element a sort of a large list divides by. */
#define l_randomizePivot() ((unsigned int)host_seed())

/* Buffers live on the C stack, and 200 C calls may nest: with larger ones the stack would not do. */
#undef LUAL_BUFFERSIZE
#define LUAL_BUFFERSIZE 96

#endif
