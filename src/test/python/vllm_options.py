"""Prints src/main/resources/vllm-options.yaml from sources of vLLM.

usage: python3 vllm_options.py DIRECTORY

The directory holds the unpacked source distributions of vLLM, each under its version: `0.8.0/vllm`, `0.9.0/vllm` and so on, as
`pip download --no-deps --no-binary :all: vllm==0.8.0` fetches them. Nothing of them is run: the options are what their text hands to argparse.
"""

import ast
import pathlib
import sys

# Where `vllm serve` gets its options from; which of the files there are depends on the version.
FILES = [
    "engine/arg_utils.py",
    "entrypoints/openai/cli_args.py",
    "entrypoints/launchers/cli_args.py",
    "entrypoints/common/cli_args.py",
    "entrypoints/cli/serve.py",
    "utils.py",
    "utils/__init__.py",
    "utils/argparse_utils.py",
]
FRONTENDS = {"FrontendArgs", "BaseFrontendArgs"}


def texts(node):
    return [item.value for item in ast.walk(node) if isinstance(item, ast.Constant) and isinstance(item.value, str)]


def options(file):
    tree = ast.parse(file.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "add_argument":
            for argument in node.args:
                if isinstance(argument, ast.Constant):
                    yield argument.value
        if isinstance(node, ast.For) and any(is_added(node, name) for name in names(node.target)):
            yield from (text for text in texts(node.iter) if text.startswith("--"))
        if isinstance(node, ast.ClassDef) and node.name in FRONTENDS:
            for field in node.body:
                if isinstance(field, ast.AnnAssign):
                    yield "--" + field.target.id


def names(target):
    return [node.id for node in ast.walk(target) if isinstance(node, ast.Name)]


def is_added(loop, name):
    """Whether the loop adds an option of the name that its variable holds."""
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "add_argument"
        and any(isinstance(argument, ast.Name) and argument.id == name for argument in node.args)
        for node in ast.walk(loop)
    )


def of(version):
    found = {"--help"}
    for name in FILES:
        file = version / "vllm" / name
        if file.exists():
            found |= {option.replace("_", "-") for option in options(file) if option.startswith("--")}
    return found


def minor(version):
    return tuple(int(part) for part in version.name.split(".")[:2])


def text(pair):
    return '"%d.%d"' % pair


def main(directory):
    versions = sorted((path for path in pathlib.Path(directory).iterdir() if path.is_dir()), key=minor)
    known = [(minor(version), of(version)) for version in versions]
    print("# The options of `vllm serve`, by the sources of vLLM (src/test/python/vllm_options.py). `since` is the first minor version that has one, `until` the")
    print("# first that has it no more; a negation, --no-..., and a beginning that only one option has are not listed. What the first one has may be older.")
    print("looked-at: [%s]" % ", ".join(text(number) for number, _ in known))
    print("options:")
    for option in sorted(set().union(*(found for _, found in known))):
        having = [i for i, (_, found) in enumerate(known) if option in found]
        assert having == list(range(having[0], having[-1] + 1)), (option, having)
        end = having[-1] + 1
        until = ", until: " + text(known[end][0]) if end < len(known) else ""
        print("  %s: {since: %s%s}" % (option, text(known[having[0]][0]), until))


main(sys.argv[1])
