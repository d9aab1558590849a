"""Rule set A as a consultant would write it with Polars: polars_a.py IN.csv OUT.csv"""

import sys

import polars as pl

MONEY = pl.Decimal(18, 2)
schema = {name: pl.String for name in ["企业编号", "企业名称", "所在地", "新认定的称号", "工业企业"]}
schema |= {name: MONEY for name in ["营业收入（元）", "新项目设备投入（元）", "智改设备投入（元）"]}
schema |= {name: pl.Int64 for name in ["引进硕士", "引进博士", "引进博士后"]}

title, new, smart = pl.col("新认定的称号"), pl.col("新项目设备投入（元）"), pl.col("智改设备投入（元）")
masters, doctors, post_docs = pl.col("引进硕士"), pl.col("引进博士"), pl.col("引进博士后")
fen = lambda money: (money * 100).cast(pl.Int64)
share = lambda money, percent, cap: pl.min_horizontal((fen(money) * percent + 50) // 100, pl.lit(cap * 100))

amounts = {
    "title": (title.is_in(["小巨人", "专精特新", "创新型"]),
              title.replace_strict({"小巨人": 100_000_000, "专精特新": 50_000_000, "创新型": 20_000_000}, default=0)),
    "new": (new > 0, share(new, 20, 40_000_000)),
    "smart": (smart >= 5_000_000, share(smart, 10, 10_000_000)),
    "talent": ((masters + doctors + post_docs) > 0, masters * 17_400_000 + doctors * 33_600_000 + post_docs * 6_000_000),
}
services = {
    "diagnosis": (pl.col("工业企业") == "是") & (pl.col("营业收入（元）") >= 20_000_000),
    "patent": title.is_in(["小巨人", "专精特新"]),
}
words = lambda met: pl.when(met).then(pl.lit("符合")).otherwise(pl.lit("不符合"))
total = sum(pl.when(met).then(amount).otherwise(0) for met, amount in amounts.values())
columns = [pl.col("企业编号"), (total / 100).alias("low"), (total / 100).alias("high")]
for name, (met, amount) in amounts.items():
    paid = pl.when(met).then(amount / 100)
    columns += [words(met).alias(f"{name}"), paid.alias(f"{name} low"), paid.alias(f"{name} high")]
columns += [words(met).alias(name) for name, met in services.items()]
pl.scan_csv(sys.argv[1], schema=schema).select(columns).sink_csv(sys.argv[2])
