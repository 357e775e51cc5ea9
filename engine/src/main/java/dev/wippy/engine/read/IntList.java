package dev.wippy.engine.read;

import java.util.Arrays;

/** A growing list of numbers. */
final class IntList {
    private int[] items = new int[8];
    private int size;

    int size() {
        return size;
    }

    int get(int index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return items[index];
    }

    void add(int item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, size * 2);
        }
        items[size++] = item;
    }

    void clear() {
        size = 0;
    }

    void removeLast() {
        size--;
    }

    int[] toArray() {
        return Arrays.copyOf(items, size);
    }
}
