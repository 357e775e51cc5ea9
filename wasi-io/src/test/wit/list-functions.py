#!/usr/bin/env python3
"""Lists the functions of WIT files, one a line, as the component model's binary form names them.

    list-functions.py VERSION FILE.wit... > functions.txt
"""
import re
import sys


def listed(version, path):
    text = re.sub(r"//[^\n]*", "", open(path, encoding="utf-8").read())
    text = re.sub(r"@(since|unstable|deprecated)\([^)]*\)", "", text)
    package = re.search(r"package\s+([\w:-]+)", text)
    # In a package of many files only one need name it; the folder bears its name too.
    name = package.group(1) if package else "wasi:" + path.split("/")[-3]
    interface = resource = None
    for token in re.finditer(r"interface\s+([\w-]+)|resource\s+([\w-]+)\s*([{;])|%?([\w-]+)\s*:\s*(static\s+)?func|[{}]", text):
        found, defined, opens, function, static = token.groups()
        if found:
            interface, depth = found, 0
        elif interface is None:
            continue
        elif defined:
            if opens == "{":
                resource, depth = defined, depth + 1
        elif function:
            kind = "static" if static else "method"
            prefix = f"[{kind}]{resource}." if resource else ""
            yield f"{name}/{interface}@{version} {prefix}{function}"
        elif token.group() == "{":
            depth += 1
        else:
            depth -= 1
            if depth <= 1:
                resource = None
            if depth == 0:
                interface = None


if __name__ == "__main__":
    for each in sys.argv[2:]:
        for line in listed(sys.argv[1], each):
            print(line)
