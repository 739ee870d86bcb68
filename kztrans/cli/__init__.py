"""The command line: one module a command; they parse, call the API and print."""


def main() -> int:
    """Run ``kztrans`` on the process's arguments and return its exit code: 0, 2, 3 or 130."""
    from kztrans.cli.process import prepared

    with prepared():
        from kztrans.cli.app import run
    return run()
