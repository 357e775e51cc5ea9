/* Tasks: coroutines that take turns, of which the script's own are no part. */
#ifndef WIPPY_TASKS_H
#define WIPPY_TASKS_H
#include "lua.h"

/* Replaces coroutine.resume and coroutine.wrap. */
void tasks_open(lua_State *L);

/* suspend(): leaves the task, through all coroutines of the script's that it is in; raises nothing and returns nothing. */
int task_suspend(lua_State *L);

/* resume(task): runs a task until it is left or has ended; whether it was left, whether all went well, the error. */
int task_resume(lua_State *L);

/* set_step(function): what lets another task run from inside of one that can't be left. */
int task_set_step(lua_State *L);
#endif
