/** Measures scripts: what they cost to start, to stop and to keep, and how fast Lua runs beside the native one. */
@org.jspecify.annotations.NullMarked
package dev.wippy.bench.lua;
