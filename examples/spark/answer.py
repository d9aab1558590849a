"""Lets every partition of a text file of firms through a process of zjtx: answer.py [--kill] IN OUT COMMAND

With --kill, the process of one of the two workers is killed while it is at work.
"""

import os
import signal
import sys
import threading
import time
from pathlib import Path

from pyspark import SparkConf, SparkContext

PARTITIONS = 16


def processes(application):
    """The executors of this application, each a process of its own."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if any(b"CoarseGrainedExecutorBackend" in word for word in words) and application.encode() in words:
                yield int(entry.name)


def kill_one(spark):
    """Kills an executor once the first partitions are answered, and others are being answered."""
    tracker = spark.statusTracker()
    while True:
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        if any(stage and stage.numCompletedTasks >= 2 and stage.numActiveTasks >= 2 for stage in stages):
            break
        time.sleep(0.02)
    process = min(processes(spark.applicationId))
    os.kill(process, signal.SIGKILL)
    print(f"killed: the process of a worker, with {stages[0].numCompletedTasks} of {PARTITIONS} tasks done")


def main(kill, source, target, command):
    conf = SparkConf().setMaster("local-cluster[2,1,1024]").setAppName("zjtx").set("spark.ui.enabled", "false")
    spark = SparkContext(conf=conf)
    spark.setLogLevel("OFF")
    if kill:
        threading.Thread(target=kill_one, args=[spark], daemon=True).start()
    began = time.monotonic()
    # A line out per line in, in order; any status but 0 is a failure of the task.
    answers = spark.textFile(source, PARTITIONS).pipe(command, checkCode=True).collect()
    took = time.monotonic() - began
    Path(target).write_text("".join(line + "\n" for line in answers), encoding="utf-8")
    tracker = spark.statusTracker()
    stages = [tracker.getStageInfo(stage) for job in tracker.getJobIdsForGroup() for stage in tracker.getJobInfo(job).stageIds]
    tasks, failed = sum(stage.numTasks for stage in stages), sum(stage.numFailedTasks for stage in stages)
    print(f"spark: {len(answers)} answers, {tasks} tasks, {failed} failed and tried again, {took:.1f} s")
    spark.stop()


arguments = sys.argv[1:]
main(arguments[0] == "--kill", *[argument for argument in arguments if argument != "--kill"])
