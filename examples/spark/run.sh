#!/bin/sh
# Sets up PySpark and answers the same firms on one machine, on two workers, and on two workers of which one dies.
# Needs Java 17 or 21, Python 3.9 or later, and the program: cargo build --release. Firms: run.sh [COUNT]
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${WORK:-$root/target/spark}
count=${1:-20000}
zjtx=${ZJTX:-$root/target/release/zjtx}
[ -x "$zjtx" ] || { echo "no $zjtx: build it, or name another with ZJTX=…" >&2; exit 2; }

mkdir -p "$work"
if [ ! -x "$work/venv/bin/spark-submit" ]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet pyspark==4.0.1
fi
python="$work/venv/bin/python"
# Workers run the same Python, and know the machine by a name that it has without a network.
export PYSPARK_PYTHON="$python" SPARK_LOCAL_IP=127.0.0.1 SPARK_LOCAL_HOSTNAME=localhost
# What workers write goes here.
export SPARK_WORKER_DIR="$work/workers"

stage="$zjtx batch - -o - --layout brief --jsonl --exit-zero --as-of 2026-11-30 --rules $root/benches/rules --no-builtin"
cd "$work"
python3 "$here/firms.py" "$count" > firms.jsonl
echo "firms: $count lines"
$stage < firms.jsonl > single.jsonl 2> single.err
echo "single machine: $(wc -l < single.jsonl) answers, $(grep -c '"report":null' single.jsonl) of them say what is wrong with the line"

for way in "" --kill; do
    "$python" "$here/answer.py" $way firms.jsonl spark.jsonl "$stage" 2> spark.err || { cat spark.err >&2; exit 1; }
    cmp single.jsonl spark.jsonl
    echo "equal, byte for byte"
done
