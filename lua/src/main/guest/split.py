# split.py INTO KEPT: Lua's lvm.c from the standard input, with what opcodes do in functions of their own.
#
# luaV_execute does all in one function, of which a method of the JVM would be too large for its JIT. Our engine cuts such
# a function into parts, each of which loads and stores the locals that it uses; functions of a few instructions each run
# 1.4 to 1.8 times as fast. KEPT are opcodes that stay where they are, comma-separated.
import re
import sys

source = sys.stdin.read()
start = source.index('void luaV_execute (lua_State *L, CallInfo *ci) {')
head, body = source[:start], source[start:]
# These leave the function, or jump about in it.
kept = {'CALL', 'TAILCALL', 'RETURN', 'RETURN0', 'RETURN1', 'TFORPREP', 'TFORCALL', 'TFORLOOP', 'EXTRAARG', 'VARARGPREP'}
kept |= set(sys.argv[2].split(','))

cases = [(each.start(), each.group(1)) for each in re.finditer(r'      vmcase\(OP_(\w+)\) \{', body)]
ends = [at for at, _ in cases[1:]] + [body.index('\n    }\n  }\n}\n') + 1]
functions = []
rest = body[:cases[0][0]]
for (at, name), end in zip(cases, ends):
    text = body[at:end]
    if name in kept:
        rest += text
        continue
    inner = text[text.index('{') + 1:text.rindex('}')].replace('vmbreak;', 'return pc;')
    functions.append(
        'static __attribute__((noinline)) const Instruction *op_%s(\n'
        '    lua_State *L, CallInfo *ci, const Instruction *pc, Instruction i) {\n  LOCALS\n%s\n}\n' % (name, inner))
    rest += '      vmcase(OP_%s) { pc = op_%s(L, ci, pc, i); trap = ci->u.l.trap; vmbreak; }\n' % (name, name)
rest += body[ends[-1]:]
locals_of_a_case = (
    '#define LOCALS StkId base = ci->func + 1; StkId ra = RA(i); LClosure *cl = clLvalue(s2v(ci->func)); '
    'TValue *k = cl->p->k; int trap = 0; (void)ra; (void)k; (void)trap; (void)cl; (void)base;\n')
open(sys.argv[1], 'w').write(head + locals_of_a_case + ''.join(functions) + rest)
