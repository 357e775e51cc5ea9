/* A task that waits is left by a yield, so that others run. A script's own coroutines must not see that yield: those who
   resumed them pass it on, and resume them again when it is their turn. */
#include "tasks.h"
#include "lauxlib.h"
#include "lualib.h"

/* The registry's name of what lets another task run. */
#define STEP "wippy.step"

/* A yield is on its way to those who run the tasks. */
static int passing;

/* What a continuation has to know: where the coroutine is. */
#define RESUME 0
#define WRAP 1

static int again(lua_State *L, int status, lua_KContext kind);

static int failed_wrap(lua_State *L, lua_State *co) {
    int status = lua_status(co);
    if (status != LUA_OK && status != LUA_YIELD) {
        status = lua_resetthread(co);
        lua_xmove(co, L, 1);
    }
    if (status != LUA_ERRMEM && lua_type(L, -1) == LUA_TSTRING) {
        luaL_where(L, 1);
        lua_insert(L, -2);
        lua_concat(L, 2);
    }
    return lua_error(L);
}

static int failed(lua_State *L, lua_State *co, int kind) {
    if (kind == WRAP) {
        return failed_wrap(L, co);
    }
    lua_pushboolean(L, 0);
    lua_insert(L, -2);
    return 2;
}

static int resume(lua_State *L, lua_State *co, int arguments, int kind) {
    if (!lua_checkstack(co, arguments)) {
        lua_pushliteral(L, "too many arguments to resume");
        return failed(L, co, kind);
    }
    lua_xmove(L, co, arguments);
    while (1) {
        int results;
        int status = lua_resume(co, L, arguments, &results);
        if (status == LUA_YIELD && passing) {
            lua_pop(co, results);
            arguments = 0;
            if (lua_isyieldable(L)) {
                return lua_yieldk(L, 0, kind, again);
            }
            passing = 0;
            lua_getfield(L, LUA_REGISTRYINDEX, STEP);
            lua_call(L, 0, 0);
            continue;
        }
        if (status != LUA_OK && status != LUA_YIELD) {
            lua_xmove(co, L, 1);
            return failed(L, co, kind);
        }
        if (!lua_checkstack(L, results + 1)) {
            lua_pop(co, results);
            lua_pushliteral(L, "too many results to resume");
            return failed(L, co, kind);
        }
        if (kind == RESUME) {
            lua_pushboolean(L, 1);
        }
        lua_xmove(co, L, results);
        return kind == RESUME ? results + 1 : results;
    }
}

static lua_State *coroutine(lua_State *L, int kind) {
    return lua_tothread(L, kind == WRAP ? lua_upvalueindex(1) : 1);
}

static int again(lua_State *L, int status, lua_KContext kind) {
    (void)status;
    return resume(L, coroutine(L, (int)kind), 0, (int)kind);
}

static int coroutine_resume(lua_State *L) {
    luaL_argexpected(L, lua_isthread(L, 1), 1, "coroutine");
    return resume(L, lua_tothread(L, 1), lua_gettop(L) - 1, RESUME);
}

static int wrapped(lua_State *L) {
    return resume(L, coroutine(L, WRAP), lua_gettop(L), WRAP);
}

static int coroutine_wrap(lua_State *L) {
    luaL_checktype(L, 1, LUA_TFUNCTION);
    lua_State *co = lua_newthread(L);
    lua_pushvalue(L, 1);
    lua_xmove(L, co, 1);
    lua_pushcclosure(L, wrapped, 1);
    return 1;
}

void tasks_open(lua_State *L) {
    lua_getglobal(L, LUA_COLIBNAME);
    lua_pushcfunction(L, coroutine_resume);
    lua_setfield(L, -2, "resume");
    lua_pushcfunction(L, coroutine_wrap);
    lua_setfield(L, -2, "wrap");
    lua_pop(L, 1);
}

int task_suspend(lua_State *L) {
    passing = 1;
    return lua_yield(L, 0);
}

int task_resume(lua_State *L) {
    lua_State *co = lua_tothread(L, 1);
    int results;
    int status = lua_resume(co, L, 0, &results);
    int left = status == LUA_YIELD && passing;
    passing = 0;
    lua_pushboolean(L, left);
    lua_pushboolean(L, left || status == LUA_OK);
    if (status == LUA_YIELD && !left) {
        lua_pushliteral(L, "attempt to yield from outside a coroutine");
    } else if (status != LUA_OK && status != LUA_YIELD) {
        lua_xmove(co, L, 1);
    } else {
        lua_pushnil(L);
    }
    return 3;
}

int task_set_step(lua_State *L) {
    lua_settop(L, 1);
    lua_setfield(L, LUA_REGISTRYINDEX, STEP);
    return 0;
}
