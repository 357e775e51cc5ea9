package dev.wippy.engine.oracle;

import java.util.ArrayList;
import java.util.List;

/** What a random module has, by index; imports come first in each list. */
final class Shape {
    /** A global; those of numbers and of mutable references are made only. */
    record Global(int type, boolean mutable) {}

    /** The fuel is in the first global: loops and calls take of it, and end when there is none. */
    static final int FUEL = 0;

    final List<Type.Function> types = new ArrayList<>();
    /** Types of functions by index. */
    final List<Integer> functions = new ArrayList<>();
    final List<Global> globals = new ArrayList<>();
    /** Types of the tables' elements. */
    final List<Integer> tables = new ArrayList<>();
    int memories;
    /** Without what Chicory's interpreter does wrong. */
    boolean plain;
    /** Indices of the tags' types. */
    final List<Integer> tags = new ArrayList<>();
    /** The lengths of the data segments, and of the segments of functions. */
    final List<Integer> data = new ArrayList<>();
    final List<Integer> elements = new ArrayList<>();
    /** What the first table has at first, as indices of functions. */
    final List<Integer> callable = new ArrayList<>();
    /** Functions that may be referred to. */
    final List<Integer> declared = new ArrayList<>();

    Type.Function type(int function) {
        return types.get(functions.get(function));
    }
}
