#!/usr/bin/env python3
"""What two OpenAPI documents say differently: operations, parameters, and fields of answers and bodies.

    curl -s http://127.0.0.1:8080/v3/api-docs -o old.json      # of the version before
    python3 src/bench/api_diff.py old.json src/test/resources/openapi.json

A client of the version before works unchanged where nothing is REMOVED and no type is another one.
"""
import json
import sys

METHODS = "get", "post", "patch", "put", "delete"
DEEPEST = 8


def deref(document, schema):
    """Follows references."""
    while isinstance(schema, dict) and "$ref" in schema:
        schema = document["components"]["schemas"].get(schema["$ref"].split("/")[-1], {})
    return schema if isinstance(schema, dict) else {}


def type_of(document, schema):
    choices = schema.get("anyOf")
    kinds = [deref(document, one).get("type") for one in choices] if choices else schema.get("type")
    return ", ".join(sorted(map(str, kinds))) if isinstance(kinds, list) else str(kinds)


def fields(document, schema, at="", depth=0):
    """Every field below a schema with its type, by path."""
    schema, found = deref(document, schema), {}
    if depth > DEEPEST:
        return found
    for word in ("allOf", "anyOf", "oneOf"):
        for one in schema.get(word, []):
            found |= fields(document, one, at, depth + 1)
    for name, part in schema.get("properties", {}).items():
        found[f"{at}.{name}"] = type_of(document, deref(document, part))
        found |= fields(document, part, f"{at}.{name}", depth + 1)
    if "items" in schema:
        found |= fields(document, schema["items"], f"{at}[]", depth + 1)
    return found


def compared(what, before, after):
    """Names that only one side has, and those whose value is another one."""
    for name in sorted(set(before) | set(after)):
        if name not in after:
            yield f"{what} REMOVED {name}"
        elif name not in before:
            yield f"{what} added {name}"
        elif before[name] != after[name]:
            yield f"{what} {name}: {before[name]} -> {after[name]}"


def parameters(operation):
    return {one["name"]: one.get("schema") for one in operation.get("parameters", [])}


def content(document, part):
    return {
        f"{media} {path}".strip(): kind
        for media, body in (part or {}).get("content", {}).items()
        for path, kind in {"": "", **fields(document, body.get("schema", {}))}.items()
    }


def operation(before, after, x, y):
    yield from compared("parameter", parameters(x), parameters(y))
    yield from compared("body", content(before, x.get("requestBody")), content(after, y.get("requestBody")))
    for status in sorted(set(x["responses"]) | set(y["responses"])):
        if (status in x["responses"]) != (status in y["responses"]):
            yield f"{status} {'added' if status in y['responses'] else 'REMOVED'}"
        else:
            yield from compared(status, content(before, x["responses"][status]), content(after, y["responses"][status]))


def main():
    before, after = (json.load(open(name)) for name in sys.argv[1:3])
    for path in sorted(set(before["paths"]) | set(after["paths"])):
        for method in METHODS:
            x, y = (document["paths"].get(path, {}).get(method) for document in (before, after))
            if (x is None) != (y is None):
                print(method.upper(), path, "added" if x is None else "REMOVED")
            elif x is not None and (lines := list(operation(before, after, x, y))):
                print(method.upper(), path, *lines, sep="\n    ")


if __name__ == "__main__":
    main()
