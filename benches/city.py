"""A made-up city of rules and firms: city.py FOLDER PLACES SUPPORTS FIRMS [alone|pairs|one]

Writes FOLDER/rules (a dictionary of forty facts, PLACES places that share SUPPORTS supports, whose conditions come from two
hundred) and FOLDER/firms.csv. Each support has a purpose of its own (alone); every tenth shares one with the support before it,
and nothing says whether both are paid (pairs, as when nothing is said); or all have the same (one).
"""

import pathlib
import random
import re
import sys

MONEY, COUNTS, FLAGS, CHOICES = 18, 10, 7, 5
WORDS = "甲乙丙丁戊"


def conditions(made):
    """Two hundred of them, each as it is written."""
    for index in range(200):
        kind = index % 8
        if kind < 4:
            yield f'{{ fact = "m{made.randrange(MONEY)}", at-least = "{made.randrange(1, 200) * 50}万元" }}'
        elif kind < 6:
            yield f'{{ fact = "n{made.randrange(COUNTS)}", above = {made.randrange(1, 60)} }}'
        elif kind < 7:
            yield f'{{ fact = "b{made.randrange(FLAGS)}", is = {made.choice(["true", "false"])} }}'
        else:
            keys = made.sample(range(len(WORDS)), made.randrange(1, 4))
            names = ", ".join(f'"k{key}"' for key in sorted(keys))
            yield f'{{ fact = "c{made.randrange(CHOICES)}", any-of = [{names}] }}'


def amount(made):
    """An amount as it is written, and its figures."""
    kind, cap = made.randrange(5), made.randrange(1, 100) * 10
    if kind < 2:
        return f'"{cap}万元"', [f"{cap}万元"]
    of = f"m{made.randrange(MONEY)}"
    if kind < 4:
        rate = made.randrange(1, 30)
        return f'{{ rate = "{rate}%", of = "{of}", cap = "{cap}万元" }}', [f"{rate}%", f"{cap}万元"]
    first, second = made.randrange(1, 50) * 100, made.randrange(51, 90) * 100
    bands = f'{{ at-least = "{second}万元", gives = "{cap}万元" }}, {{ at-least = "{first}万元", gives = "5万元" }}'
    bands += f', {{ gives = "1万元" }}'
    return f'{{ by = "{of}", cases = [{bands}] }}', [f"{first}万元", f"{second}万元", f"{cap}万元", "5万元", "1万元"]


def purpose(index, place, relation):
    if relation == "one":
        return "p"
    return f"p{index - 1 if relation == 'pairs' and index % 10 == 9 else index}-{place}"


def document(made, pool, name, place, count, relation):
    lines = ["[document]", f'title = "{name}企业扶持办法"', 'issuer = "基准市企业局"', 'kind = "measure"']
    lines += ["issued = 2026-01-01", "from = 2026-01-01", 'standing = "in-force"', 'evidence = "copy"', "checked = 2026-11-22"]
    for index in range(count):
        # Of each fact one: no firm is asked to be two things.
        when = list({part.split('"')[1]: part for part in made.sample(pool, made.randrange(1, 4))}.values())
        if made.randrange(10) == 0:
            when = [f"{{ any = [{', '.join(when)}] }}"]
        gives, figures = amount(made)
        figures += re.findall(r'at-least = "([^"]+)"', " ".join(when))
        lines += ["", "[[support]]", f'id = "s{index}"', f'name = "第{index}项补助"', 'kind = "grant"', f'for-what = "{purpose(index, place, relation)}"']
        lines += [f"when = [{', '.join(when)}]", f"amount = {gives}", f'clause = "第{index}条"']
        quoted = ", ".join(f'"{figure}"' for figure in figures)
        lines += [f"figures = [{quoted}]"]
    return "\n".join(lines) + "\n"


def dictionary():
    parts = ['[fact.name]\nlabel = "企业名称"\nlabel-en = "name"\nkind = "text"', '[fact.place]\nlabel = "所在地"\nlabel-en = "place"\nkind = "place"']
    parts += ['[fact.credit-code]\nlabel = "统一社会信用代码"\nlabel-en = "credit code"\nkind = "text"']
    parts += [f'[fact.m{i}]\nlabel = "金额{i}"\nlabel-en = "money {i}"\nkind = "money"' for i in range(MONEY)]
    parts += [f'[fact.n{i}]\nlabel = "人数{i}"\nlabel-en = "count {i}"\nkind = "count"' for i in range(COUNTS)]
    parts += [f'[fact.b{i}]\nlabel = "条件{i}"\nlabel-en = "flag {i}"\nkind = "flag"' for i in range(FLAGS)]
    choices = ", ".join(f'{{ key = "k{k}", label-en = "k{k}", names = ["{word}"] }}' for k, word in enumerate(WORDS))
    parts += [f'[fact.c{i}]\nlabel = "类别{i}"\nlabel-en = "kind {i}"\nkind = "choice"\nchoices = [{choices}]' for i in range(CHOICES)]
    return "\n\n".join(parts) + "\n"


def firms(made, places, count):
    header = ["企业编号", "企业名称", "所在地"]
    header += [f"金额{i}（万元）" for i in range(MONEY)] + [f"人数{i}" for i in range(COUNTS)]
    header += [f"条件{i}" for i in range(FLAGS)] + [f"类别{i}" for i in range(CHOICES)]
    yield ",".join(header)
    for index in range(count):
        cells = [f"F{index:07}", f"企业{index}", made.choice(places)]
        cells += [str(made.randrange(100, 12000)) for _ in range(MONEY)] + [str(made.randrange(0, 70)) for _ in range(COUNTS)]
        cells += [made.choice("是否") for _ in range(FLAGS)] + [made.choice(WORDS) for _ in range(CHOICES)]
        yield ",".join(cells)


def main(folder, places, supports, count, relation):
    made = random.Random(11)
    pool = list(conditions(made))
    root = pathlib.Path(folder)
    names = [f"基准{i}区" for i in range(places)]
    (root / "rules").mkdir(parents=True, exist_ok=True)
    codes = ", ".join(f'"9801{i + 1:02} {name}"' for i, name in enumerate(names))
    folders = "".join(f'd{i} = "9801{i + 1:02}"\n' for i in range(places))
    (root / "rules/places.toml").write_text(f'codes = ["980000 基准省", "980100 基准市", {codes}]\n\n[folder]\n{folders}')
    (root / "rules/facts.toml").write_text(dictionary())
    (root / "rules/industries.toml").write_text('codes = ["A 农业"]\n')
    for index, name in enumerate(names):
        (root / f"rules/d{index}").mkdir(exist_ok=True)
        share = supports // places + (index < supports % places)
        (root / f"rules/d{index}/measure.toml").write_text(document(made, pool, name, index, share, relation))
    (root / "firms.csv").write_text("\n".join(firms(made, names, count)) + "\n")


main(sys.argv[1], *map(int, sys.argv[2:5]), *sys.argv[5:] or ["pairs"])
