/* Values of Lua on their way to the host and back. */
#ifndef WIPPY_VALUES_H
#define WIPPY_VALUES_H
#include "lua.h"

/* The registry's name of the metatable of errors that have a kind. */
#define ERROR_TYPE "wippy.error"

/* A table deeper than this is refused: whoever reads it would need a deep stack. */
#define MAX_DEPTH 128

/* More than this is refused in one call of the host's. */
#define MAX_BYTES (16 << 20)

/* Writes the values from an index to the top into a buffer that the next call uses again; raises an error that says
   where in them it is that can't cross. */
int values_write(lua_State *L, int from, const char **bytes);

/* Gives up the buffer, if it has become large. */
void values_release(void);

/* Pushes all values of a text that the host wrote. Returns how many. */
int values_push(lua_State *L, const char *bytes, int size);

/* Pushes "file:line: " of the innermost function that is the script's own. */
void push_position(lua_State *L);
#endif
