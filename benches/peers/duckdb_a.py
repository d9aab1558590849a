"""Rule set A as a consultant would write it with DuckDB: duckdb_a.py IN.csv OUT.csv [THREADS]"""

import sys

import duckdb

source, target, threads = sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else "2"
database = duckdb.connect(config={"threads": threads})
words = "CASE WHEN {} THEN '符合' ELSE '不符合' END"
title, new, smart = '"新认定的称号"', '"新项目设备投入（元）"', '"智改设备投入（元）"'
masters, doctors, post_docs = '"引进硕士"', '"引进博士"', '"引进博士后"'
share = lambda money, percent, cap: f"least(round({money} * {percent} / 100, 2), {cap}::DECIMAL(18,2))"
amounts = {
    "title": (f"{title} IN ('小巨人', '专精特新', '创新型')",
              f"CASE {title} WHEN '小巨人' THEN 1000000 WHEN '专精特新' THEN 500000 ELSE 200000 END"),
    "new": (f"{new} > 0", share(new, 20, 40_000_000)),
    "smart": (f"{smart} >= 5000000", share(smart, 10, 10_000_000)),
    "talent": (f"{masters} + {doctors} + {post_docs} > 0",
               f"{masters} * 174000 + {doctors} * 336000 + {post_docs} * 60000"),
}
services = {
    "diagnosis": "\"工业企业\" = '是' AND \"营业收入（元）\" >= 20000000",
    "patent": f"{title} IN ('小巨人', '专精特新')",
}
paid = {name: f"CASE WHEN {met} THEN {amount} END" for name, (met, amount) in amounts.items()}
total = " + ".join(f"coalesce({amount}, 0)" for amount in paid.values())
columns = ['"企业编号"', f"{total} AS low", f"{total} AS high"]
for name, (met, _) in amounts.items():
    columns += [f'{words.format(met)} AS "{name}"', f'{paid[name]} AS "{name} low"', f'{paid[name]} AS "{name} high"']
columns += [f'{words.format(met)} AS "{name}"' for name, met in services.items()]
types = {name: "DECIMAL(18,2)" for name in ["营业收入（元）", "新项目设备投入（元）", "智改设备投入（元）"]}
read = f"read_csv('{source}', header = true, types = {types})"
database.execute(f"COPY (SELECT {', '.join(columns)} FROM {read}) TO '{target}' (HEADER, DELIMITER ',')")
