package dev.wippy.engine.oracle;

import static dev.wippy.engine.oracle.Type.EXNREF;
import static dev.wippy.engine.oracle.Type.EXTERNREF;
import static dev.wippy.engine.oracle.Type.F32;
import static dev.wippy.engine.oracle.Type.F64;
import static dev.wippy.engine.oracle.Type.FUNCREF;
import static dev.wippy.engine.oracle.Type.I32;
import static dev.wippy.engine.oracle.Type.I64;
import static dev.wippy.engine.oracle.Type.TYPED;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A random function that is valid and ends: statements of expressions of the types that are wanted. */
final class RandomBody {
    private static final int BLOCK = 0x02;
    private static final int LOOP = 0x03;
    private static final int IF = 0x04;
    private static final int TRY = 0x1f;
    private static final List<Integer> NONE = List.of();

    final Random random;
    final Shape shape;
    final Code code = new Code();
    private final Type.Function type;
    private final List<Integer> locals = new ArrayList<>();
    /** What branches to each label carry, outermost first. */
    private final List<List<Integer>> labels = new ArrayList<>();
    private final Numbers numbers;
    private final int parameters;
    private int budget;
    private int depth;

    RandomBody(Random random, Shape shape, Type.Function type, int budget) {
        this.random = random;
        this.shape = shape;
        this.type = type;
        this.budget = budget;
        parameters = type.parameters().size();
        locals.addAll(type.parameters());
        int[] kinds = {I32, I64, F32, F64, I32, FUNCREF, EXTERNREF, TYPED, EXNREF};
        for (int count = random.nextInt(9); count > 0; count--) {
            locals.add(kinds[random.nextInt(kinds.length)]);
        }
        numbers = new Numbers(this, locals.size(), locals.size() + 1);
        locals.add(F32);
        locals.add(F64);
    }

    /** The function as it is in the code section, but for its size. */
    Code function() {
        labels.add(type.results());
        useFuel();
        statements(1 + random.nextInt(8));
        type.results().forEach(this::value);
        Code all = new Code().u(locals.size() - parameters);
        for (int local : locals.subList(parameters, locals.size())) {
            all.u(1);
            Type.value(all, local);
        }
        return all.all(code).op(0x0b);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Returns zeros when there is no fuel left. */
    private void useFuel() {
        code.op(0x23).u(Shape.FUEL).op(0x41, 1, 0x6b, 0x24).u(Shape.FUEL);
        code.op(0x23).u(Shape.FUEL).op(0x41, 0, 0x48, 0x04, 0x40);
        type.results().forEach(this::zero);
        code.op(0x0f, 0x0b);
    }

    // Values

    void value(int wanted) {
        depth++;
        if (--budget < 0 || depth > 12) {
            leaf(wanted);
        } else {
            switch (random.nextInt(16)) {
                case 0 -> structured(wanted);
                case 1 -> called(wanted);
                case 2 -> selected(wanted);
                case 3 -> branchedIf(wanted);
                case 4 -> tee(wanted);
                case 5, 6 -> leaf(wanted);
                default -> operation(wanted);
            }
        }
        depth--;
    }

    private void operation(int wanted) {
        if (Type.isReference(wanted)) {
            reference(wanted);
        } else {
            numbers.operation(wanted);
        }
    }

    void leaf(int wanted) {
        List<Integer> same = new ArrayList<>();
        for (int i = 0; i < locals.size(); i++) {
            if (locals.get(i) == wanted) {
                same.add(i);
            }
        }
        List<Integer> globals = globals(wanted, false);
        if (!same.isEmpty() && chance(50)) {
            code.op(0x20).u(any(same));
        } else if (!globals.isEmpty() && chance(40)) {
            code.op(0x23).u(any(globals));
        } else if (Type.isReference(wanted)) {
            referenceConstant(wanted);
        } else {
            numbers.constant(wanted);
        }
    }

    private List<Integer> globals(int wanted, boolean mutable) {
        List<Integer> found = new ArrayList<>();
        for (int i = Shape.FUEL + 1; i < shape.globals.size(); i++) {
            Shape.Global global = shape.globals.get(i);
            if (global.type() == wanted && (global.mutable() || !mutable)) {
                found.add(i);
            }
        }
        return found;
    }

    private void zero(int of) {
        switch (of) {
            case I32 -> code.op(0x41, 0);
            case I64 -> code.op(0x42, 0);
            case F32 -> code.op(0x43).fixed(0, 4);
            case F64 -> code.op(0x44).fixed(0, 8);
            default -> nullOf(of);
        }
    }

    private void nullOf(int of) {
        code.op(0xd0);
        if (of >= TYPED) {
            code.s(of - TYPED);
        } else {
            code.op(of);
        }
    }

    private void referenceConstant(int of) {
        List<Integer> functions = new ArrayList<>();
        for (int function : shape.declared) {
            if (of == FUNCREF || of >= TYPED && shape.functions.get(function) == of - TYPED) {
                functions.add(function);
            }
        }
        if (functions.isEmpty() || chance(15)) {
            nullOf(of);
        } else {
            code.op(0xd2).u(any(functions));
        }
    }

    private void reference(int of) {
        List<Integer> tables = new ArrayList<>();
        for (int i = 0; i < shape.tables.size(); i++) {
            if (shape.tables.get(i) == of) {
                tables.add(i);
            }
        }
        if (tables.isEmpty()) {
            leaf(of);
        } else {
            tableIndex();
            code.op(0x25).u(any(tables));
        }
    }

    void tableIndex() {
        if (chance(3)) {
            value(I32);
        } else {
            value(I32);
            code.op(0x41, 7, 0x71);
        }
    }

    private void tee(int wanted) {
        List<Integer> same = new ArrayList<>();
        for (int i = 0; i < locals.size(); i++) {
            if (locals.get(i) == wanted) {
                same.add(i);
            }
        }
        value(wanted);
        if (!same.isEmpty()) {
            code.op(0x22).u(any(same));
        }
    }

    private void selected(int wanted) {
        value(wanted);
        value(wanted);
        value(I32);
        if (Type.isReference(wanted)) {
            code.op(0x1c, 1);
            Type.value(code, wanted);
        } else {
            code.op(0x1b);
        }
    }

    /** A branch to a label that carries one such value, which stays if the branch is not taken. */
    private void branchedIf(int wanted) {
        List<Integer> targets = targets(List.of(wanted));
        value(wanted);
        if (!targets.isEmpty()) {
            value(I32);
            code.op(0x0d).u(any(targets));
        }
    }

    /** The labels, counted from inside, that carry values of these types. */
    private List<Integer> targets(List<Integer> carried) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            if (labels.get(labels.size() - 1 - i).equals(carried)) {
                found.add(i);
            }
        }
        return found;
    }

    private void called(int wanted) {
        List<Integer> callees = new ArrayList<>();
        for (int i = 0; i < shape.functions.size(); i++) {
            if (shape.type(i).results().equals(List.of(wanted))) {
                callees.add(i);
            }
        }
        if (callees.isEmpty()) {
            operation(wanted);
        } else {
            call(any(callees), false);
        }
    }

    // Blocks

    private void structured(int wanted) {
        if (chance(25)) {
            structured(List.of(), List.of(wanted), wanted);
            return;
        }
        List<Integer> fitting = new ArrayList<>();
        for (int i = 0; i < shape.types.size(); i++) {
            Type.Function one = shape.types.get(i);
            if (one.results().equals(List.of(wanted)) && one.parameters().size() < 8) {
                fitting.add(i);
            }
        }
        if (fitting.isEmpty()) {
            structured(List.of(), List.of(wanted), wanted);
        } else {
            structuredOfType(any(fitting));
        }
    }

    private void structuredOfType(int index) {
        Type.Function block = shape.types.get(index);
        block.parameters().forEach(this::value);
        structured(block.parameters(), block.results(), -1 - index);
    }

    /** @param blockType a value type, {@code 0x40}, or less than zero the index of a type */
    private void structured(List<Integer> from, List<Integer> to, int blockType) {
        int opcode = new int[]{BLOCK, BLOCK, LOOP, IF, IF, TRY}[random.nextInt(shape.plain ? 5 : 6)];
        if (opcode == IF) {
            value(I32);
        }
        code.op(opcode);
        if (blockType < 0) {
            code.s(-1 - blockType);
        } else {
            Type.value(code, blockType);
        }
        if (opcode == TRY) {
            clauses();
        }
        labels.add(opcode == LOOP ? from : to);
        depth++;
        if (opcode == LOOP) {
            useFuel();
        }
        inside(from, to);
        if (opcode == IF && (!from.equals(to) || chance(70))) {
            code.op(0x05);
            inside(from, to);
        }
        depth--;
        labels.removeLast();
        code.op(0x0b);
    }

    private void inside(List<Integer> from, List<Integer> to) {
        if (from.equals(to) && chance(50)) {
            statements(random.nextInt(3));
            return;
        }
        consume(from);
        statements(random.nextInt(4));
        to.forEach(this::value);
    }

    /** Drops the topmost values, or puts them into locals. */
    private void consume(List<Integer> kinds) {
        for (int i = kinds.size() - 1; i >= 0; i--) {
            int local = locals.lastIndexOf(kinds.get(i));
            if (kinds.get(i) == EXNREF && chance(60)) {
                code.op(0x0a);
            } else if (local >= 0 && kinds.get(i) != EXNREF && chance(60)) {
                code.op(0x21).u(local);
            } else {
                code.op(0x1a);
            }
        }
    }

    private void clauses() {
        Code clauses = new Code();
        int count = 0;
        for (int tries = 0; tries < 4; tries++) {
            int tag = random.nextInt(shape.tags.size());
            List<Integer> carried = shape.types.get(shape.tags.get(tag)).parameters();
            int kind = random.nextInt(4);
            List<Integer> wanted = new ArrayList<>(kind < 2 ? carried : NONE);
            if ((kind & 1) != 0) {
                wanted.add(EXNREF);
            }
            List<Integer> targets = targets(wanted);
            if (!targets.isEmpty()) {
                clauses.op(kind);
                if (kind < 2) {
                    clauses.u(tag);
                }
                clauses.u(any(targets));
                count++;
            }
        }
        code.u(count).all(clauses);
    }

    // Statements

    private void statements(int count) {
        for (int i = 0; i < count; i++) {
            if (--budget < 0) {
                return;
            }
            statement();
        }
    }

    private void statement() {
        switch (random.nextInt(24)) {
            case 0, 1, 2 -> {
                int local = random.nextInt(locals.size());
                value(locals.get(local));
                code.op(0x21).u(local);
            }
            case 3 -> setGlobal();
            case 4, 5, 6, 7 -> numbers.store();
            case 8, 9, 10 -> structured(NONE, NONE, 0x40);
            case 11 -> {
                int block = random.nextInt(shape.types.size());
                if (shape.types.get(block).parameters().size() < 8) {
                    structuredOfType(block);
                    consume(shape.types.get(block).results());
                }
            }
            case 12, 13 -> {
                int function = random.nextInt(shape.functions.size());
                call(function, false);
                consume(shape.type(function).results());
            }
            case 14 -> indirect();
            case 15 -> numbers.bulk();
            case 16 -> table();
            case 17, 18 -> branch();
            case 19 -> {
                if (!shape.plain) {
                    handled();
                }
            }
            case 20 -> leave();
            case 21 -> branchOnNull();
            case 22 -> {
                value(new int[]{I32, I64, F32, F64}[random.nextInt(4)]);
                code.op(0x1a);
            }
            default -> code.op(0x01);
        }
    }

    private void setGlobal() {
        int kind = new int[]{I32, I64, F32, F64, FUNCREF, EXTERNREF}[random.nextInt(6)];
        List<Integer> found = globals(kind, true);
        if (!found.isEmpty()) {
            value(kind);
            code.op(0x24).u(any(found));
        }
    }

    private void call(int function, boolean tail) {
        shape.type(function).parameters().forEach(this::argument);
        code.op(tail ? 0x12 : 0x10).u(function);
    }

    private void argument(int wanted) {
        if (chance(40)) {
            leaf(wanted);
        } else {
            value(wanted);
        }
    }

    private void indirect() {
        int function = any(shape.callable);
        int wanted = chance(92) ? shape.functions.get(function) : random.nextInt(shape.types.size());
        Type.Function callee = shape.types.get(wanted);
        callee.parameters().forEach(this::argument);
        if (chance(50)) {
            code.op(0x41).s(chance(95) ? shape.callable.indexOf(function) : random.nextInt(40) - 3);
            code.op(0x11).u(wanted).u(0);
        } else {
            value(TYPED + wanted);
            code.op(0x14).u(wanted);
        }
        consume(callee.results());
    }

    private void table() {
        int table = random.nextInt(shape.tables.size());
        int of = shape.tables.get(table);
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> {
                tableIndex();
                value(of);
                code.op(0x26).u(table);
            }
            case 3 -> {
                tableIndex();
                value(of);
                code.op(0x41).s(random.nextInt(3)).op(0xfc).u(17).u(table);
            }
            case 4 -> {
                tableIndex();
                tableIndex();
                code.op(0x41).s(random.nextInt(4)).op(0xfc).u(14).u(table).u(table);
            }
            case 5 -> {
                value(of);
                code.op(0x41).s(random.nextInt(3)).op(0xfc).u(15).u(table).op(0x1a);
            }
            case 6 -> code.op(0xfc).u(16).u(table).op(0x1a);
            case 7 -> {
                if (of == FUNCREF && !shape.elements.isEmpty()) {
                    tableIndex();
                    code.op(0x41).s(random.nextInt(3)).op(0x41).s(random.nextInt(2)).op(0xfc).u(12)
                            .u(random.nextInt(shape.elements.size())).u(table);
                }
            }
            default -> {
                if (!shape.elements.isEmpty() && chance(20)) {
                    code.op(0xfc).u(13).u(random.nextInt(shape.elements.size()));
                }
            }
        }
    }

    private void branch() {
        int depthOfLabel = random.nextInt(labels.size());
        List<Integer> carried = labels.get(labels.size() - 1 - depthOfLabel);
        carried.forEach(this::value);
        if (chance(70)) {
            value(I32);
            code.op(0x0d).u(depthOfLabel);
            consume(carried);
        } else if (chance(70)) {
            List<Integer> targets = targets(carried);
            value(I32);
            if (chance(50)) {
                code.op(0x41, 3, 0x71);
            }
            int count = random.nextInt(chance(3) ? 400 : 6);
            code.op(0x0e).u(count);
            for (int i = 0; i <= count; i++) {
                code.u(any(targets));
            }
        } else {
            code.op(0x0c).u(depthOfLabel);
        }
    }

    /** Blocks for what a tag carries, and for any exception, around code that throws. */
    private void handled() {
        int tag = random.nextInt(shape.tags.size());
        List<Integer> carried = shape.types.get(shape.tags.get(tag)).parameters();
        code.op(BLOCK, 0x40);
        labels.add(NONE);
        code.op(BLOCK, EXNREF);
        labels.add(List.of(EXNREF));
        int results = resultType(carried);
        code.op(BLOCK);
        if (results < 0) {
            code.op(-1 - results);
        } else {
            code.s(results);
        }
        labels.add(carried);
        code.op(TRY, 0x40, 2, 0).u(tag).u(0).op(3, 1);
        labels.add(NONE);
        depth++;
        statements(1 + random.nextInt(3));
        if (chance(60)) {
            thrown(random.nextInt(shape.tags.size()));
        }
        depth--;
        labels.removeLast();
        code.op(0x0b, 0x0c, 2, 0x0b);
        labels.removeLast();
        consume(carried);
        code.op(0x0c, 1, 0x0b);
        labels.removeLast();
        consume(List.of(EXNREF));
        code.op(0x0b);
        labels.removeLast();
    }

    /** The type of a block with these results: the index of a type, or less than zero a byte. */
    private int resultType(List<Integer> results) {
        if (results.isEmpty()) {
            return -1 - 0x40;
        }
        return results.size() == 1 ? -1 - results.getFirst() : shape.types.indexOf(new Type.Function(NONE, results));
    }

    private void thrown(int tag) {
        shape.types.get(shape.tags.get(tag)).parameters().forEach(this::value);
        code.op(0x08).u(tag);
    }

    private void leave() {
        if (!chance(45)) {
            return;
        }
        switch (random.nextInt(8)) {
            case 0 -> {
                if (chance(20)) {
                    code.op(0x00);
                }
            }
            case 1 -> {
                if (!shape.plain && chance(50)) {
                    thrown(random.nextInt(shape.tags.size()));
                }
            }
            case 2, 3 -> {
                type.results().forEach(this::value);
                code.op(0x0f);
            }
            default -> {
                if (!shape.plain) {
                    tailCall();
                }
            }
        }
    }

    private void tailCall() {
        List<Integer> callees = new ArrayList<>();
        for (int i = 0; i < shape.functions.size(); i++) {
            if (shape.type(i).results().equals(type.results())) {
                callees.add(i);
            }
        }
        if (callees.isEmpty()) {
            return;
        }
        int function = any(callees);
        int index = shape.functions.get(function);
        int place = shape.callable.indexOf(function);
        if (chance(40)) {
            call(function, true);
        } else if (place >= 0 && chance(50)) {
            shape.types.get(index).parameters().forEach(this::argument);
            code.op(0x41).s(place).op(0x13).u(index).u(0);
        } else {
            shape.types.get(index).parameters().forEach(this::argument);
            value(TYPED + index);
            code.op(0x15).u(index);
        }
    }

    private void branchOnNull() {
        int of = new int[]{FUNCREF, EXTERNREF, TYPED}[random.nextInt(3)];
        List<Integer> targets = targets(NONE);
        value(of);
        if (targets.isEmpty() || shape.plain) {
            code.op(0xd1, 0x1a);
        } else {
            code.op(0xd5).u(any(targets)).op(0x1a);
        }
    }
}
