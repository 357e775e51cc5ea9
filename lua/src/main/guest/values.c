/* A value is a letter and what it says: n nil; t, f true and false; i an integer and d a float, 8 bytes each; s a string,
   its length and bytes; l a list, its length and items; m a map, its length, then keys and values; x an error, its kind
   and message as strings. Lengths are 4 bytes, all little-endian. */
#include "values.h"
#include "lauxlib.h"
#include <stdlib.h>
#include <string.h>

/* Where in a value the writer is. A table's key is at the stack's top while its value is written. */
typedef struct Place {
    struct Place *outer;
    const void *table;
    const char *name;
    lua_Integer number;
} Place;

static char *buffer;
static int length;
static int capacity;

void values_release(void) {
    if (capacity > 1 << 16) {
        free(buffer);
        buffer = NULL;
        capacity = 0;
    }
}

void push_position(lua_State *L) {
    lua_Debug at;
    for (int level = 0; lua_getstack(L, level, &at); level++) {
        lua_getinfo(L, "Sl", &at);
        if (at.currentline > 0 && strncmp(at.source, "=[wippy", 7) != 0) {
            lua_pushfstring(L, "%s:%d: ", at.short_src, at.currentline);
            return;
        }
    }
    lua_pushliteral(L, "");
}

static void push_path(lua_State *L, Place *place) {
    int depth = 0;
    for (const Place *each = place; each != NULL; each = each->outer) {
        depth++;
    }
    luaL_Buffer text;
    luaL_buffinit(L, &text);
    for (int i = depth; i > 0; i--) {
        if (i == depth - 6 && i > 3) {
            /* The middle of a long path says little. */
            luaL_addstring(&text, " ... ");
            i = 3;
        }
        const Place *each = place;
        for (int skip = 1; skip < i; skip++) {
            each = each->outer;
        }
        if (each->outer == NULL) {
            lua_pushfstring(L, "argument %I", each->number);
        } else if (each->name != NULL) {
            lua_pushfstring(L, ".%s", each->name);
        } else {
            lua_pushfstring(L, "[%I]", each->number);
        }
        luaL_addvalue(&text);
    }
    luaL_pushresult(&text);
}

static _Noreturn void refuse(lua_State *L, Place *place, const char *why) {
    values_release();
    push_position(L);
    push_path(L, place);
    lua_pushfstring(L, ": %s", why);
    lua_concat(L, 3);
    lua_error(L);
    __builtin_unreachable();
}

static char *reserve(lua_State *L, Place *place, size_t size) {
    if (size > (size_t)(MAX_BYTES - length)) {
        refuse(L, place, "too much to send at once: more than 16 MiB");
    }
    if (length + (int)size > capacity) {
        int larger = capacity < 512 ? 1024 : capacity * 2;
        while (larger < length + (int)size) {
            larger *= 2;
        }
        char *moved = realloc(buffer, larger);
        if (moved == NULL) {
            refuse(L, place, "not enough memory");
        }
        buffer = moved;
        capacity = larger;
    }
    char *at = buffer + length;
    length += (int)size;
    return at;
}

static void write_letter(lua_State *L, Place *place, char letter) {
    *reserve(L, place, 1) = letter;
}

static void write_bytes(lua_State *L, Place *place, const char *bytes, size_t size) {
    char *at = reserve(L, place, size + 4 < size ? size : size + 4);
    int count = (int)size;
    memcpy(at, &count, 4);
    memcpy(at + 4, bytes, size);
}

static void write_string(lua_State *L, Place *place, int index) {
    size_t size;
    const char *bytes = lua_tolstring(L, index, &size);
    write_letter(L, place, 's');
    write_bytes(L, place, bytes, size);
}

static void write_value(lua_State *L, Place *place, int index);

static void write_error(lua_State *L, Place *place, int index) {
    write_letter(L, place, 'x');
    const char *const fields[] = {"_kind", "_message"};
    for (int i = 0; i < 2; i++) {
        lua_pushstring(L, fields[i]);
        lua_rawget(L, index);
        size_t size = 0;
        const char *bytes = lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &size) : "";
        write_bytes(L, place, bytes, size);
        lua_pop(L, 1);
    }
}

static void write_table(lua_State *L, Place *place, int index) {
    const void *self = lua_topointer(L, index);
    int depth = 0;
    for (const Place *each = place; each != NULL; each = each->outer) {
        if (each->table == self) {
            refuse(L, place, "a table that holds itself can't be sent");
        }
        depth++;
    }
    if (depth > MAX_DEPTH) {
        refuse(L, place, "tables are nested deeper than 128 levels");
    }
    luaL_checkstack(L, 8, "too deep");
    if (lua_getmetatable(L, index)) {
        luaL_getmetatable(L, ERROR_TYPE);
        int error = lua_rawequal(L, -1, -2);
        lua_pop(L, 2);
        if (error) {
            write_error(L, place, index);
            return;
        }
    }
    lua_Unsigned items = lua_rawlen(L, index);
    Place inner = {place, NULL, NULL, 0};
    place->table = self;
    lua_Unsigned entries = 0;
    lua_pushnil(L);
    int names = 0;
    int others = 0;
    while (lua_next(L, index)) {
        entries++;
        lua_pop(L, 1);
        if (lua_type(L, -1) == LUA_TSTRING) {
            names = 1;
        } else if (!lua_isinteger(L, -1) || lua_tointeger(L, -1) < 1 || (lua_Unsigned)lua_tointeger(L, -1) > items) {
            others = 1;
            if (!lua_isinteger(L, -1)) {
                lua_pushfstring(L, "a table that is sent has strings as keys, or is a list; this has a %s as a key",
                                luaL_typename(L, -1));
                refuse(L, place, lua_tostring(L, -1));
            }
        }
    }
    if (others || (names && items > 0) || (!names && entries != items)) {
        refuse(L, place, names ? "a table that is sent is a list or has strings as keys; this has both"
                               : "a table that is sent as a list has no holes, and begins at 1");
    }
    write_letter(L, place, names ? 'm' : 'l');
    int count = (int)entries;
    memcpy(reserve(L, place, 4), &count, 4);
    if (!names) {
        for (lua_Unsigned i = 1; i <= items; i++) {
            inner.number = (lua_Integer)i;
            lua_rawgeti(L, index, (lua_Integer)i);
            write_value(L, &inner, lua_gettop(L));
            lua_pop(L, 1);
        }
    } else {
        lua_pushnil(L);
        while (lua_next(L, index)) {
            size_t size;
            const char *name = lua_tolstring(L, -2, &size);
            inner.name = name;
            write_bytes(L, &inner, name, size);
            write_value(L, &inner, lua_gettop(L));
            lua_pop(L, 1);
        }
    }
    place->table = NULL;
}

static void write_value(lua_State *L, Place *place, int index) {
    switch (lua_type(L, index)) {
        case LUA_TNONE:
        case LUA_TNIL:
            write_letter(L, place, 'n');
            break;
        case LUA_TBOOLEAN:
            write_letter(L, place, lua_toboolean(L, index) ? 't' : 'f');
            break;
        case LUA_TNUMBER:
            if (lua_isinteger(L, index)) {
                lua_Integer value = lua_tointeger(L, index);
                write_letter(L, place, 'i');
                memcpy(reserve(L, place, 8), &value, 8);
            } else {
                lua_Number value = lua_tonumber(L, index);
                write_letter(L, place, 'd');
                memcpy(reserve(L, place, 8), &value, 8);
            }
            break;
        case LUA_TSTRING:
            write_string(L, place, index);
            break;
        case LUA_TTABLE:
            write_table(L, place, index);
            break;
        default:
            lua_pushfstring(L, "a %s can't be sent", luaL_typename(L, index));
            refuse(L, place, lua_tostring(L, -1));
    }
}

int values_write(lua_State *L, int from, const char **bytes) {
    length = 0;
    int top = lua_gettop(L);
    for (int i = from; i <= top; i++) {
        /* The first is the name of what is called. */
        Place place = {NULL, NULL, NULL, i - from};
        write_value(L, &place, i);
    }
    *bytes = buffer;
    return length;
}

static const char *push_value(lua_State *L, const char *at);

static const char *push_text(lua_State *L, const char *at) {
    int size;
    memcpy(&size, at, 4);
    lua_pushlstring(L, at + 4, size);
    return at + 4 + size;
}

static const char *push_table(lua_State *L, const char *at, int names) {
    int count;
    memcpy(&count, at, 4);
    at += 4;
    lua_createtable(L, names ? 0 : count, names ? count : 0);
    for (int i = 1; i <= count; i++) {
        if (names) {
            at = push_text(L, at);
            at = push_value(L, at);
            lua_rawset(L, -3);
        } else {
            at = push_value(L, at);
            lua_rawseti(L, -2, i);
        }
    }
    return at;
}

static const char *push_value(lua_State *L, const char *at) {
    luaL_checkstack(L, 4, "too deep");
    switch (*at++) {
        case 't':
            lua_pushboolean(L, 1);
            return at;
        case 'f':
            lua_pushboolean(L, 0);
            return at;
        case 'i': {
            lua_Integer value;
            memcpy(&value, at, 8);
            lua_pushinteger(L, value);
            return at + 8;
        }
        case 'd': {
            lua_Number value;
            memcpy(&value, at, 8);
            lua_pushnumber(L, value);
            return at + 8;
        }
        case 's':
            return push_text(L, at);
        case 'l':
            return push_table(L, at, 0);
        case 'm':
            return push_table(L, at, 1);
        case 'x':
            lua_createtable(L, 0, 2);
            at = push_text(L, at);
            lua_setfield(L, -2, "_kind");
            at = push_text(L, at);
            lua_setfield(L, -2, "_message");
            luaL_setmetatable(L, ERROR_TYPE);
            return at;
        default:
            lua_pushnil(L);
            return at;
    }
}

int values_push(lua_State *L, const char *bytes, int size) {
    int count = 0;
    for (const char *at = bytes; at < bytes + size; count++) {
        at = push_value(L, at);
    }
    return count;
}
