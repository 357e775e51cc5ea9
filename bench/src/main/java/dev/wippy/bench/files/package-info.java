/** What files and standard streams cost a guest. */
@org.jspecify.annotations.NullMarked
package dev.wippy.bench.files;
