"""What BuildKit's own parser, in Go, says about Dockerfiles.

Reads paths, one an argument, or inputs on stdin, each ended by a NUL byte.
Prints one line of JSON an input: `error`, or `instructions`.
"""

import json
import sys

import dockerfile


def instruction(command):
    return {
        "cmd": command.cmd,
        "sub_cmd": command.sub_cmd,
        "json": command.json,
        "flags": command.flags,
        "value": command.value,
        "start_line": command.start_line,
        "end_line": command.end_line,
        "heredocs": [[doc.name, doc.file_descriptor, doc.content] for doc in command.heredocs],
    }


def verdict(text):
    try:
        return {"instructions": [instruction(command) for command in dockerfile.parse_string(text)]}
    # The parser splits characters in flags, and then Python cannot read them.
    except (dockerfile.GoParseError, UnicodeDecodeError) as error:
        return {"error": str(error)}


def inputs():
    if len(sys.argv) > 1:
        for path in sys.argv[1:]:
            with open(path, "rb") as file:
                yield file.read()
    else:
        yield from sys.stdin.buffer.read().split(b"\0")[:-1]


for text in inputs():
    print(json.dumps(verdict(text.decode("utf-8", "replace"))))
