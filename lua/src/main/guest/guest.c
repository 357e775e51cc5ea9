/* A Lua state, and how the host runs it. There is one state in an instance, and one instance in a process. */
#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"
#include "tasks.h"
#include "values.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define EXPORT(name) __attribute__((export_name(name)))

/* Calls a function of the host's by name. The answer waits at the host: its size is returned, and a negative one means
   that it is the message of an error to raise. */
HOST("call") extern int host_call(const char *values, int size);
HOST("answer") extern void host_answer(char *into);

static lua_State *state;
static size_t used;
static size_t most = (size_t)1 << 31;

static void *allocate(void *ud, void *block, size_t before, size_t after) {
    (void)ud;
    if (block == NULL) {
        before = 0;
    }
    if (after == 0) {
        used -= before;
        free(block);
        return NULL;
    }
    if (after > before && used - before + after > most) {
        return NULL;
    }
    void *moved = realloc(block, after);
    if (moved != NULL) {
        used = used - before + after;
    }
    return moved;
}

/* Lua's library asks for the time only to seed its random numbers; what is made from an image seeds anew. */
time_t time(time_t *into) {
    time_t seed = host_seed();
    if (into != NULL) {
        *into = seed;
    }
    return seed;
}

_Noreturn void abort(void) {
    __builtin_trap();
}

/* call(name, ...): what the host's function returned. */
static int call(lua_State *L) {
    const char *values;
    int size = values_write(L, 1, &values);
    int answered = host_call(values, size);
    values_release();
    if (answered == 0) {
        return 0;
    }
    int raised = answered < 0;
    int length = raised ? -answered : answered;
    lua_settop(L, 0);
    char *answer = lua_newuserdatauv(L, length, 0);
    host_answer(answer);
    int count = values_push(L, answer, length);
    if (raised) {
        if (lua_type(L, -1) == LUA_TSTRING) {
            push_position(L);
            lua_insert(L, -2);
            lua_concat(L, 2);
        }
        return lua_error(L);
    }
    return count;
}

/* caller(): the name of the chunk that calls, which is not of the library that the host brings. */
static int caller(lua_State *L) {
    lua_Debug at;
    for (int level = 1; lua_getstack(L, level, &at); level++) {
        lua_getinfo(L, "S", &at);
        if (at.what[0] != 'C' && strncmp(at.source, "=[wippy", 7) != 0) {
            lua_pushstring(L, at.source);
            return 1;
        }
    }
    return 0;
}

static int traceback(lua_State *L) {
    luaL_traceback(L, L, NULL, 1);
    return 1;
}

static int open(lua_State *L) {
    static const luaL_Reg libraries[] = {
        {LUA_GNAME, luaopen_base},       {LUA_TABLIBNAME, luaopen_table}, {LUA_STRLIBNAME, luaopen_string},
        {LUA_MATHLIBNAME, luaopen_math}, {LUA_UTF8LIBNAME, luaopen_utf8}, {LUA_COLIBNAME, luaopen_coroutine},
    };
    for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) {
        luaL_requiref(L, libraries[i].name, libraries[i].func, 1);
        lua_pop(L, 1);
    }
    tasks_open(L);
    luaL_newmetatable(L, ERROR_TYPE);
    return 0;
}

/* The functions below return 0, or the size of an error's message, which message() then gives. */
static int failed(void) {
    size_t size;
    luaL_tolstring(state, -1, &size);
    return size == 0 ? 1 : (int)size;
}

EXPORT("message") const char *message(void) {
    return lua_tostring(state, -1);
}

EXPORT("create") int create(void) {
    state = lua_newstate(allocate, NULL);
    if (state == NULL) {
        __builtin_trap();
    }
    lua_pushcfunction(state, open);
    return lua_pcall(state, 0, 0, 0) == LUA_OK ? 0 : failed();
}

EXPORT("room") char *room(int size) {
    return malloc(size);
}

EXPORT("release") void release(char *block) {
    free(block);
}

/* Loads a chunk of text and keeps it under the name, which ends with a zero byte and stands before the text. */
static int load(lua_State *L) {
    const char *name = lua_touserdata(L, 1);
    const char *text = lua_touserdata(L, 2);
    if (luaL_loadbufferx(L, text, lua_tointeger(L, 3), name, "t") != LUA_OK) {
        return lua_error(L);
    }
    luaL_getsubtable(L, LUA_REGISTRYINDEX, "wippy.chunks");
    lua_pushvalue(L, -2);
    lua_setfield(L, -2, name);
    return 0;
}

EXPORT("load") int load_chunk(char *name, char *text, int size) {
    lua_settop(state, 0);
    lua_pushcfunction(state, load);
    lua_pushlightuserdata(state, name);
    lua_pushlightuserdata(state, text);
    lua_pushinteger(state, size);
    return lua_pcall(state, 3, 0, 0) == LUA_OK ? 0 : failed();
}

/* Runs a chunk with what the host offers: the table of chunks, the metatable of errors, and functions. */
static int run(lua_State *L) {
    const char *name = lua_touserdata(L, 1);
    luaL_getsubtable(L, LUA_REGISTRYINDEX, "wippy.chunks");
    lua_getfield(L, -1, name);
    lua_pushvalue(L, -2);
    luaL_getmetatable(L, ERROR_TYPE);
    static const luaL_Reg functions[] = {
        {"call", call},
        {"caller", caller},
        {"traceback", traceback},
        {"suspend", task_suspend},
        {"resume", task_resume},
        {"set_step", task_set_step},
        {NULL, NULL},
    };
    luaL_newlib(L, functions);
    lua_call(L, 3, 0);
    return 0;
}

EXPORT("run") int run_chunk(char *name) {
    lua_settop(state, 0);
    lua_pushcfunction(state, run);
    lua_pushlightuserdata(state, name);
    return lua_pcall(state, 1, 0, 0) == LUA_OK ? 0 : failed();
}

/* Frees all that nothing uses. */
EXPORT("collect") void collect(void) {
    lua_gc(state, LUA_GCCOLLECT);
}

EXPORT("grow") int grow(int pages) {
    return (int)__builtin_wasm_memory_grow(0, pages);
}

/* How many bytes the state may take. */
EXPORT("limit") void limit(int bytes) {
    most = (size_t)bytes;
}

/* What was thrown past leaves its frames on the C stack: its pointer is put back to where it was. */
void guest_try(int function, int L, int data) {
    int stack;
    __asm__ volatile(".globaltype __stack_pointer, i32\n"
                     "global.get __stack_pointer\n"
                     "local.set %0"
                     : "=r"(stack));
    host_try(function, L, data);
    __asm__ volatile("local.get %0\n"
                     "global.set __stack_pointer"
                     :
                     : "r"(stack));
}

EXPORT("protected") void protected(int function, int L, int data) {
    ((void (*)(lua_State *, void *))function)((lua_State *)L, (void *)data);
}
