"""HOLD as SimPy processes. Arguments: file of draws, size, events to warm up with, events to measure.

The draws are read from a file, so that the interpreter is not charged for making them.
"""

import array
import json
import sys
import time

import simpy

path, size, warm, events = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
draws = array.array("d")
with open(path, "rb") as file:
    draws.frombytes(file.read())
gap = iter(draws).__next__
fired = 0
checksum = 0


def timer(environment, number):
    global fired, checksum
    yield environment.timeout(gap())
    while True:
        fired += 1
        checksum = (checksum * 31 + number) & 0xFFFFFFFF
        yield environment.timeout(gap())


environment = simpy.Environment()
for number in range(size):
    environment.process(timer(environment, number))


def run(steps):
    step = environment.step
    for _ in range(steps):
        step()


run(size + warm)
start = time.process_time_ns()
run(events)
spent = time.process_time_ns() - start
print(json.dumps({"nanoseconds": spent / events, "clock": environment.now, "counts": [fired, checksum]}))
