"""Runs one program and says what it took: launcher.py PRINTED PROGRAM WORD...

A process of its own, and a small one: the peak memory Linux reports for a program begins at that of whoever started it.
Workers that outlive the program count too: on Linux they become children of this process, which waits for all.
"""

import ctypes
import os
import resource
import sys
import time

_BECOME_REAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)


def main(printed: str, *command: str) -> None:
    """Print exit code, CPU seconds, wall seconds and ru_maxrss of the command, which writes to the file `printed`."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_BECOME_REAPER, 1, 0, 0, 0)
    output = os.open(printed, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    nothing = os.open(os.devnull, os.O_RDONLY)
    streams = [(os.POSIX_SPAWN_DUP2, one, at) for at, one in enumerate((nothing, output, output))]
    begun = time.monotonic()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=streams)
    _, status = os.waitpid(child, 0)
    wall = time.monotonic() - begun
    wait_for_the_rest()
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss)


def wait_for_the_rest() -> None:
    """Wait for every process the program left behind."""
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


if __name__ == "__main__":
    main(*sys.argv[1:])
