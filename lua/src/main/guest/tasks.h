/* Tasks: coroutines that take turns, of which the script's own are no part. */
#ifndef WIPPY_TASKS_H
#define WIPPY_TASKS_H
#include "lua.h"

/* The registry's name of the function that lets other tasks run from inside of one that can't be left. */
#define STEP "wippy.step"

/* Replaces coroutine.resume and coroutine.wrap. */
void tasks_open(lua_State *L);

/* suspend(): leaves the task, through all coroutines of the script's that it is in; raises nothing and returns nothing. */
int task_suspend(lua_State *L);

/* passed(step): whether what was just resumed was left by suspend; keeps the function of STEP, if one is given. */
int task_passed(lua_State *L);
#endif
