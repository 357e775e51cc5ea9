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

    /** Adds numbers; the array may be kept. */
    void addAll(int[] more) {
        if (size == 0) {
            items = more.length == 0 ? items : more;
            size = more.length;
            return;
        }
        for (int item : more) {
            add(item);
        }
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
