"""Careless mistakes planted in the shipped rules, and who finds them: mutations.py COUNT SEED [--zjtx PROGRAM] [--only KIND] [--list]

From SEED, COUNT mistakes as an author or a reviewer makes them: a digit, a unit, at-least for above, a condition left out, a cap
left out, a date a year off, the wrong fact, place, industry or title, two amounts swapped, a line lost (KINDS below has them all).
Each is one mistake in one document; kinds take turns, and within a kind the documents used least come first. Not counted are a text
that is no TOML any more (every editor shows that), and one that differs in what is told and decides nothing: names, labels, clauses,
sources, the days of issue and of the last check, the printed `figures` (NOTES), and all but the time of what is only announced or
left to the national law (ANNOUNCED). The word for the `kind` of a support decides nothing either and is not changed.

A mistake is *found* if `zjtx validate` reports anything that it did not report before, error or reminder; *killed* if `zjtx test`
fails, first on the cases of that document, then on all cases. The rest survive and are printed as diffs: what no firm's answer
shows (a figure of `terms`, bands in another order that exclude each other, what --strict alone takes), and holes.

Run it in the checkout: it works on a copy of `rules` in a temporary folder. --list only shows what would be planted.
"""

import argparse
import collections
import difflib
import json
import pathlib
import random
import re
import shutil
import subprocess
import tempfile
import tomllib

# ---- The text of a rule file as a tree that knows where each part stands -------------------------------------------------------

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|\d{4}-\d\d-\d\d|[-+]?\d+|true|false')
KEY = re.compile(r'(?:[\w-]+|"[^"]*")(?:\s*\.\s*(?:[\w-]+|"[^"]*"))*')
HEADER = re.compile(r"\[\[?([^\]\n]+)\]\]?")
BLANK = re.compile(r"(?:\s|#[^\n]*)*")


class Node:
    """A value, or a whole block under its header. `up` is the node around it, `key` the key that it stands under."""

    def __init__(self, kind, start, up=None, key=""):
        self.kind, self.start, self.end, self.up, self.key = kind, start, start, up, key
        self.value, self.items, self.entries = None, [], {}

    def get(self, key):
        return self.entries[key].node if key in self.entries else None

    def text(self, key, default=None):
        node = self.get(key)
        return node.value if node is not None and node.kind == "scalar" else default

    def above(self):
        node = self.up
        while node is not None:
            yield node
            node = node.up

    def path(self):
        return [node.key for node in self.above()][::-1] + [self.key]

    def block(self):
        return [self, *self.above()][-1]


class Entry:
    def __init__(self, key, start, node):
        self.key, self.start, self.node = key, start, node
        self.end = node.end


class Document:
    def __init__(self, path, root):
        self.path, self.name = path, str(path.relative_to(root))
        self.text = path.read_text(encoding="utf-8")
        self.blocks, self.nodes, at = [], [], 0
        block = None
        while True:
            at = BLANK.match(self.text, at).end()
            if at == len(self.text):
                break
            if self.text[at] == "[":
                header = HEADER.match(self.text, at)
                block = Node("block", at, key=header[1].strip())
                self.blocks.append(block)
                self.nodes.append(block)
                at = header.end()
            else:
                at = self.entry(at, block)
            block.end = at

    def entry(self, at, owner):
        key = KEY.match(self.text, at)
        value = BLANK.match(self.text, self.text.index("=", key.end()) + 1).end()
        node = self.value(value, owner, key[0])
        owner.entries[key[0]] = Entry(key[0], at, node)
        return node.end

    def value(self, at, up, key):
        first = self.text[at]
        node = Node({"[": "array", "{": "table"}.get(first, "scalar"), at, up, key)
        self.nodes.append(node)
        if node.kind == "scalar":
            token = TOKEN.match(self.text, at)
            node.end = token.end()
            node.value = tomllib.loads(f"v = {token[0]}")["v"]
            return node
        at += 1
        while True:
            at = BLANK.match(self.text, at).end()
            if self.text[at] in "]}":
                node.end = at + 1
                return node
            if self.text[at] == ",":
                at += 1
            elif node.kind == "array":
                item = self.value(at, node, key)
                node.items.append(item)
                at = item.end
            else:
                at = self.entry(at, node)

    def source(self, node):
        return self.text[node.start : node.end]

    def line(self, at):
        """The whole line that `at` lies in, its end included."""
        end = self.text.find("\n", at)
        return self.text.rfind("\n", 0, at) + 1, len(self.text) if end < 0 else end + 1

    # -- Edits: lists of (start, end, text)

    def put(self, node, text):
        return [(node.start, node.end, text)]

    def cut(self, start, end):
        """Cuts an element with one of the commas beside it."""
        after = re.compile(r"[ \t]*,[ \t]*(?:#[^\n]*)?").match(self.text, end)
        if after:
            return [(start, after.end(), "")]
        before = re.compile(r",?\s*$").search(self.text[:start])
        return [(before.start(), end, "")]

    def drop_entry(self, owner, key):
        entry = owner.entries[key]
        if owner.kind == "block":
            return [(self.line(entry.start)[0], self.line(entry.end)[1], "")]
        return self.cut(entry.start, entry.end)

    def drop(self, item):
        """Deletes an element of a list, and with the last one the key of the list."""
        if item.kind == "block":
            return [(start, end, "") for start, end in self.family(item)]
        if len(item.up.items) > 1:
            return self.cut(item.start, item.end)
        owner = item.up.up
        return self.drop_entry(owner, item.key) if len(owner.entries) > 1 else None

    def family(self, block):
        """A block written under its own header, and the blocks within it."""
        index = self.blocks.index(block)
        for other in self.blocks[index:]:
            if other is not block and not other.key.startswith(block.key + "."):
                break
            yield self.line(other.start)[0], self.line(other.end - 1)[1]

    def of(self, *kinds):
        return [block for block in self.blocks if block.key in kinds]


# ---- What is told and decides nothing ------------------------------------------------------------------------------------------

NOTES = {"name", "name-en", "label", "label-en", "clause", "rows", "source", "number", "issuer", "department", "issued", "checked"}
NOTES |= {"standing-note", "premises", "silent", "because", "restricted", "materials", "effort", "at", "how", "figures", "omitted", "accept"}
# What is only announced, or left to the national law, is answered as that wherever the firm is and whatever its conditions say.
ANNOUNCED = {"id", "standing", "from", "until"}


def meaning(tree, key=""):
    if isinstance(tree, list):
        return [meaning(item, key) for item in tree]
    if not isinstance(tree, dict):
        return True if key in ("assume", "judged") else tree
    if key == "support" and "standing" in tree:
        return {name: tree[name] for name in ANNOUNCED if name in tree}
    notes = NOTES | ({"title", "kind"} if key == "document" else set()) | ({"by"} if "judged" in tree else set())
    return {name: meaning(value, name) for name, value in tree.items() if name not in notes}


# ---- The dictionary and the places, for mistakes that still look right ---------------------------------------------------------


class World:
    def __init__(self, root):
        read = lambda name: tomllib.loads((root / name).read_text(encoding="utf-8"))
        self.facts = read("facts.toml")["fact"]
        places = read("places.toml")
        self.code, self.place = {}, {}
        for line in places["codes"]:
            code, name = line.split(" ", 1)
            self.code.setdefault(name, []).append(code)
            self.place[code] = name
        self.members = {name: given["members"] for name, given in places["set"].items()}
        self.within = {name: given["within"] for name, given in places["place"].items()}
        self.folder = places["folder"]
        self.industries = [line.split(" ", 1)[0] for line in read("industries.toml")["codes"]]

    def parent(self, code):
        return code[:4] + "00" if code[4:] != "00" and code[:4] + "00" in self.place else code[:2] + "0000"

    def wider(self, name):
        code = self.within.get(name) or self.members.get(name, [None])[0] or self.code.get(name, [None])[0]
        if code is None:
            return None
        if name in self.within:
            return self.place[code]
        parent = self.parent(code)
        return self.place.get(parent) if parent != code else "全国"

    def inner(self, name):
        """Places within one, by their codes, which are never ambiguous."""
        if name in self.members:
            return self.members[name]
        codes = self.code.get(name, [name] if name in self.place else [])
        stem = codes[0].rstrip("0") if len(codes) == 1 else None
        stem = stem and stem + "0" * (len(stem) % 2)
        return [code for code in self.place if stem and code.startswith(stem) and code != codes[0]]

    def like(self, fact):
        """Facts that could be taken for this one: of the same record, kind and rhythm."""
        given = self.facts.get(fact)
        if given is None or given["kind"] not in ("money", "count", "number", "ratio", "flag", "date"):
            return []
        same = lambda other: all(given.get(key) == other.get(key) for key in ("kind", "yearly"))
        record = lambda key: key.split(".")[0] if "." in key else ""
        return [key for key, other in self.facts.items() if key != fact and same(other) and record(key) == record(fact)]

    def choices(self, fact):
        return [choice["key"] for choice in self.facts.get(fact, {}).get("choices", [])]


# ---- The mistakes: each yields lists of edits of one document ------------------------------------------------------------------

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
UNITS = {"万元": "元", "亿元": "万元", "元": "万元", "%": "‰", " months": " years", " years": " months", " days": " months"}
LISTS = ("when", "where", "all", "any", "none", "of", "clawback")
quote = '"{}"'.format


def condition(node):
    """Whether this is one condition of a list."""
    if node.kind == "table":
        return node.up is not None and node.up.kind == "array" and node.key in LISTS
    return node.kind == "block" and "." in node.key and node.key.rsplit(".", 1)[1] in LISTS


def noted(node):
    path = node.path()
    return path[0] in ("omitted", "accept") or any(key in NOTES for key in path) or (path[0] == "document" and path[-1] in ("title", "kind"))


def figures(doc):
    """The figures of the rules: strings that begin with a digit, and counts."""
    for node in doc.nodes:
        if node.kind == "scalar" and not noted(node) and node.key not in ("year", "last") and type(node.value) in (str, int):
            if NUMBER.match(str(node.value)) and node.key not in ("in", "not-in", "unclear-in"):
                yield node


def misread(text, made):
    """The same figure, one digit off, or a nought more or less."""
    number = NUMBER.match(text)[0]
    at = made.choice([index for index, sign in enumerate(number) if sign.isdigit()])
    digit = int(number[at])
    ways = [number[:at] + str(new) + number[at + 1 :] for new in (digit - 1, digit + 1) if 0 <= new <= 9 and (new or at or len(number) == 1)]
    ways += [number + "0"] if "." not in number else []
    ways += [number[:-1]] if len(number) > 1 and number.endswith("0") and "." not in number else []
    return made.choice(ways) + text[len(number) :]


def digit(doc, world, made):
    for node in figures(doc):
        text = misread(str(node.value), made)
        yield doc.put(node, quote(text) if isinstance(node.value, str) else text)


def everywhere(doc, node, new):
    """The mistake made in reading: the rule and the printed figures of its block both have it."""
    block, old = node.block(), str(node.value)
    printed = block.get("figures")
    block_nodes = [other for other in figures(doc) if other.block() is block and other.value == node.value]
    for item in printed.items if printed else []:
        number = NUMBER.match(item.value)
        if number and number[0] == NUMBER.match(old)[0]:
            if len(block_nodes) > 1:
                return [*doc.put(node, quote(new)), (item.end, item.end, f", {quote(new)}")]
            rest = item.value[len(number[0]) :]
            rest = new[len(NUMBER.match(new)[0]) :] + rest[len(old) - len(number[0]) :] if rest.startswith(old[len(number[0]) :]) else rest
            return [*doc.put(node, quote(new)), *doc.put(item, quote(NUMBER.match(new)[0] + rest))]
    return None


def digit_everywhere(doc, world, made):
    for node in figures(doc):
        if isinstance(node.value, str):
            yield everywhere(doc, node, misread(node.value, made))


def unit_of(text):
    return text[len(NUMBER.match(text)[0]) :]


def unit(doc, world, made):
    for node in figures(doc):
        if isinstance(node.value, str) and unit_of(node.value) in UNITS:
            yield doc.put(node, quote(NUMBER.match(node.value)[0] + UNITS[unit_of(node.value)]))


def unit_everywhere(doc, world, made):
    for node in figures(doc):
        if isinstance(node.value, str) and unit_of(node.value) in ("万元", "亿元", "元", "%"):
            yield everywhere(doc, node, NUMBER.match(node.value)[0] + UNITS[unit_of(node.value)])


def figures_swapped(doc, world, made):
    nodes = [node for node in figures(doc) if isinstance(node.value, str)]
    for index, one in enumerate(nodes):
        for two in nodes[index + 1 :]:
            if one.block() is two.block() and unit_of(one.value) == unit_of(two.value) and one.value != two.value:
                yield doc.put(one, quote(two.value)) + doc.put(two, quote(one.value))


def renamed(doc, pairs, accepts=lambda node: True):
    for node in doc.nodes:
        for old, new in pairs.items():
            if old in node.entries and new not in node.entries and not noted(node) and accepts(node):
                entry = node.entries[old]
                yield [(entry.start, entry.start + len(old), new)]


def compares(node):
    return any(key in node.entries for key in ("fact", "has", "of", "every", "count")) or (node.up is not None and node.key in ("cases",))


def boundary(doc, world, made):
    pairs = {"at-least": "above", "above": "at-least", "at-most": "below", "below": "at-most", "until": "before", "before": "until"}
    yield from renamed(doc, pairs, compares)


def direction(doc, world, made):
    pairs = {"at-least": "at-most", "at-most": "at-least", "above": "below", "below": "above", "since": "until", "until": "since"}
    yield from renamed(doc, pairs, compares)


def all_any(doc, world, made):
    yield from renamed(doc, {"all": "any", "any": "all"})
    yield from renamed(doc, {"none": "any", "has": "every"})
    for node in doc.nodes:
        if node.kind == "array" and node.key in ("when", "where") and len(node.items) > 1:
            yield doc.put(node, f"[{{ any = {doc.source(node)} }}]")


def decided_by_others(node):
    return "judged" in node.entries


def condition_deleted(doc, world, made):
    for node in doc.nodes:
        if condition(node) and node.path()[-1].rsplit(".", 1)[-1] not in ("any", "of") and not decided_by_others(node):
            yield doc.drop(node)


def alternative_deleted(doc, world, made):
    for node in doc.nodes:
        if node.kind in ("table", "block") and condition(node) and node.key.rsplit(".", 1)[-1] in ("any", "of"):
            yield doc.drop(node) if node.kind == "block" or len(node.up.items) > 1 else None
        if node.kind == "scalar" and node.key in ("any-of", "none-of", "in") and node.up.kind == "array" and len(node.up.items) > 1:
            yield doc.drop(node)


def judged_deleted(doc, world, made):
    for node in doc.nodes:
        if condition(node) and decided_by_others(node):
            yield doc.drop(node)


def cap_deleted(doc, world, made):
    for node in doc.nodes:
        for key in ("cap", "floor"):
            if key in node.entries and node.key != "limits" and len(node.entries) > 1:
                yield doc.drop_entry(node, key)
        if node.kind == "table" and node.key == "limits":
            yield doc.drop(node)


def scope_of_cap(doc, world, made):
    for node in doc.nodes:
        if node.kind == "scalar" and node.key == "per" and (node.up.key == "limits" or node.up.kind == "block"):
            each = node.block().text("for-each")
            others = [each or "enterprise", "enterprise", "unstated", "project"]
            for other in dict.fromkeys(others):
                # One answer a firm is capped alike, whether per firm or per what is not said.
                alike = other == "unstated" and each is None or node.up.kind == "block" and other == "enterprise"
                if other != node.value and not alike:
                    yield doc.put(node, quote(other))
            if node.up.kind == "block":
                yield doc.drop_entry(node.up, "per")


def time_of_cap(doc, world, made):
    for node in doc.nodes:
        if node.key == "limits" and node.kind == "table":
            if "within" not in node.entries:
                entry = list(node.entries.values())[-1]
                yield from ([(entry.end, entry.end, f', within = "{time}"')] for time in ("year", "ever"))
            else:
                yield doc.drop_entry(node, "within")
                yield doc.put(node.get("within"), quote({"year": "ever"}.get(node.text("within"), "year")))
        elif node.key == "group" and node.kind == "block" and "within" in node.entries:
            yield doc.drop_entry(node, "within")


def days(year, month):
    return 29 if month == 2 and year % 4 == 0 else {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)


def date(doc, world, made):
    for node in doc.nodes:
        if node.kind == "scalar" and hasattr(node.value, "year") and not noted(node):
            year, month, day = node.value.year, node.value.month, node.value.day
            for sign in (-1, 1):
                ways = [(year + sign, month, day), (year, month + sign, day), (year, month, day + sign)]
                new = ways[made.randrange(3)]
                new = (new[0], (new[1] - 1) % 12 + 1, new[2])
                yield doc.put(node, "{:04}-{:02}-{:02}".format(new[0], new[1], (new[2] - 1) % days(*new[:2]) + 1))


def term_deleted(doc, world, made):
    """from or until of a document, support or standard: lost, or as if it had not been read."""
    for block in doc.of("document", "support", "standard"):
        for key in ("from", "until"):
            if key in block.entries:
                yield doc.drop_entry(block, key)
                if key == "from" and block.key == "document" and block.text("from") != "unread":
                    yield doc.put(block.get(key), quote("unread"))


def standing(doc, world, made):
    words = ["in-force", "ended", "superseded", "unconfirmed", "draft"]
    for block in doc.of("document"):
        for word in words:
            if block.text("standing") != word:
                yield doc.put(block.get("standing"), quote(word))
                if "standing-note" not in block.entries and word != "in-force":
                    yield doc.put(block.get("standing"), f'"{word}"\nstanding-note = "没有核实"')
    for block in doc.of("support"):
        if "standing" in block.entries:
            yield doc.drop_entry(block, "standing")
            yield doc.put(block.get("standing"), quote({"announced": "national-law"}.get(block.text("standing"), "announced")))
        else:
            yield [(block.entries["kind"].end, block.entries["kind"].end, '\nstanding = "announced"')]


def evidence(doc, world, made):
    for block in doc.of("document"):
        for word in ("official", "copy", "restated", "single"):
            if block.text("evidence") != word:
                yield doc.put(block.get("evidence"), quote(word))


def other_fact(doc, world, node):
    """Another fact in its place, one of this document if there is any."""
    others = world.like(node.value)
    here = [other.value for other in doc.nodes if other.kind == "scalar" and other.value in others]
    for other in dict.fromkeys(here or others):
        yield doc.put(node, quote(other))


def fact_names(doc, conditions):
    for node in doc.nodes:
        if node.kind == "scalar" and isinstance(node.value, str) and not noted(node) and (node.key == "fact" or not conditions):
            holder = node.up if node.up.kind != "array" else node.up.up
            if condition(holder) == conditions and node.key not in ("meets", "has", "every", "across", "for-each", "members", "id", "what"):
                yield node


def amount_fact(doc, world, made):
    for node in fact_names(doc, False):
        yield from other_fact(doc, world, node)


def condition_fact(doc, world, made):
    for node in fact_names(doc, True):
        yield from other_fact(doc, world, node)


def scope(doc, world, made):
    folder = world.folder.get(str(pathlib.PurePosixPath(doc.name).parent), "")
    for node in doc.nodes:
        if node.kind == "scalar" and (node.up.up is not None and node.up.up.key == "scope" or compared(node) == "place"):
            inner = world.inner(node.value)
            for other in (world.wider(node.value), made.choice(inner) if inner else None):
                if other:
                    yield doc.put(node, quote(other))
        if node.key == "scope":
            yield doc.drop_entry(node.up, "scope")
            for key in ("not-in", "unclear-in"):
                if key in node.entries:
                    yield doc.drop_entry(node, key)
    inner = world.inner(world.place.get(folder, folder))
    if inner:
        for block in doc.of("document", "support", "standard"):
            if "scope" not in block.entries:
                first = list(block.entries.values())[-1]
                yield [(first.end, first.end, f'\nscope = {{ in = ["{made.choice(inner)}"] }}')]


def compared(node):
    """The fact that this choice is compared with."""
    if node.key not in ("is", "any-of", "none-of"):
        return None
    holder = node.up.up if node.up.kind == "array" else node.up
    if holder.key == "cases":
        holder = holder.up.up
    return holder.text("fact") or holder.text("by")


def industry(doc, world, made):
    for node in doc.nodes:
        if node.kind == "scalar" and compared(node) in ("industry",) and node.value in world.industries:
            near = [code for code in world.industries if code != node.value and code[:-1] == node.value[:-1]]
            wider = [node.value[:-1]] if len(node.value) > 2 and node.value[:-1] in world.industries else []
            inner = [code for code in world.industries if code.startswith(node.value) and code != node.value]
            for other in [*wider, *([made.choice(near)] if near else []), *([made.choice(inner)] if inner else [])]:
                yield doc.put(node, quote(other))


def title(doc, world, made):
    for node in doc.nodes:
        if node.kind == "scalar" and (compared(node) == "title.kind" or node.key == "title" and node.up.key == "standard"):
            yield doc.put(node, quote(made.choice([key for key in world.choices("title.kind") if key != node.value])))


def choice(doc, world, made):
    for node in doc.nodes:
        fact = compared(node) if node.kind == "scalar" else None
        others = [key for key in world.choices(fact or "") if key != node.value]
        if others and fact != "title.kind":
            yield doc.put(node, quote(made.choice(others)))


def opposite(doc, world, made):
    for node in doc.nodes:
        if node.kind == "scalar" and isinstance(node.value, bool) and not noted(node):
            yield doc.put(node, str(not node.value).lower())
        if node.kind == "scalar" and node.key == "is" and isinstance(node.value, str) and "fact" in node.up.entries:
            entry = node.up.entries["is"]
            yield [(entry.start, entry.end, f"none-of = [{doc.source(node)}]")]
    yield from renamed(doc, {"any-of": "none-of", "none-of": "any-of"})


def from_up_to(doc, world, made):
    quantity = lambda node: node.kind == "table" and node.key != "amends"
    yield from renamed(doc, {"up-to": "from", "from": "up-to"}, quantity)
    for node in doc.nodes:
        if node.kind == "table" and list(node.entries) in (["up-to"], ["from"]):
            yield doc.put(node, doc.source(list(node.entries.values())[0].node))
    for block in doc.of("support"):
        amount = block.get("amount")
        if amount is not None and "up-to" not in amount.entries and doc.source(amount) != '"unstated"':
            yield doc.put(amount, f"{{ up-to = {doc.source(amount)} }}")


def group_rule(doc, world, made):
    for block in doc.of("group"):
        for word in ("highest", "top-up", "sum", "one-of", "unstated"):
            if word != block.text("rule"):
                yield doc.put(block.get("rule"), quote(word))


def group_deleted(doc, world, made):
    for block in doc.of("group"):
        yield doc.drop(block)


def member_dropped(doc, world, made):
    for node in doc.nodes:
        if node.key == "members" and node.kind == "scalar" and len(node.up.items) > 1:
            yield doc.drop(node)


PAID = {"to": ["enterprise", "person", "unstated"], "every": ["month", "year"], "as": ["cash", "voucher", "tax-saved", "deduction", "loan", "equity"]}


def paid(doc, world, made):
    for block in doc.of("support"):
        table = block.get("paid")
        if table is None:
            if "amount" in block.entries:
                end = block.entries["amount"].end
                yield [(end, end, made.choice(['\npaid = { to = "person" }', '\npaid = { to = "unstated" }', '\npaid = { every = "year", for = "3 years" }']))]
            continue
        yield doc.drop_entry(block, "paid")
        for key, entry in table.entries.items():
            yield doc.drop_entry(table, key) if len(table.entries) > 1 else None
            for word in PAID.get(key, ["unstated"]):
                if word != entry.node.value:
                    yield doc.put(entry.node, quote(word))


def for_each(doc, world, made):
    for block in doc.of("support"):
        if "for-each" in block.entries:
            yield doc.drop_entry(block, "for-each")
            yield doc.drop_entry(block, "for-each") + doc.drop_entry(block, "where") if "where" in block.entries else None
            yield doc.drop_entry(block, "where") if "where" in block.entries else None


def unclear(doc, world, made):
    for node in doc.nodes:
        readings = node.get("unclear") if node.kind == "table" else None
        if readings:
            yield from (doc.put(node, doc.source(item)) for item in readings.items)


def assume(doc, world, made):
    for node in doc.nodes:
        if "assume" in node.entries:
            yield doc.drop_entry(node, "assume")


def identifier(doc, world, made):
    for block in doc.blocks:
        name = block.get("id")
        if name is not None:
            at = made.randrange(len(name.value) - 1)
            letters = name.value
            yield doc.put(name, quote(letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :]))
            yield doc.put(name, quote(letters[:at] + letters[at + 1 :]))
        elif re.fullmatch(r"define\.[\w-]+", block.key):
            start = doc.text.index(".", block.start) + 1
            yield [(start, start + 1, "")]


def reference(doc, world, made):
    supports = [block.text("id") for block in doc.of("support")]
    defined = [block for block in doc.blocks if re.fullmatch(r"define\.[\w-]+", block.key)]
    named = {kind: [block.key.split(".")[1] for block in defined if kind in block.entries] for kind in ("when", "value")}
    used = [node.value for node in doc.nodes if node.kind == "scalar" and node.key == "meets"]
    for node in doc.nodes:
        if node.kind != "scalar" or not isinstance(node.value, str) or noted(node):
            continue
        others = []
        if node.key == "meets":
            others = named["when"] + used
        elif node.key in ("amount-of", "same-as") or node.key == "members":
            taken = [item.value for item in node.up.items]
            others = [name for name in supports if name not in taken and name != node.block().text("id")]
        elif node.value in named["value"]:
            others = named["value"]
        elif node.key == "what":
            others = [node.value.rsplit("/", 1)[0]]
        others = [other for other in dict.fromkeys(others) if other != node.value]
        if others:
            yield doc.put(node, quote(made.choice(others)))
    for block in doc.blocks:
        for key in ("replaces", "amends"):
            if key in block.entries:
                yield doc.drop_entry(block, key)


def amounts_swapped(doc, world, made):
    blocks = [block for block in doc.of("support") if "amount" in block.entries]
    for index, one in enumerate(blocks):
        for two in blocks[index + 1 :]:
            edits = []
            for key in ("amount", "figures"):
                if key in one.entries and key in two.entries:
                    edits += doc.put(one.get(key), doc.source(two.get(key))) + doc.put(two.get(key), doc.source(one.get(key)))
                    yield list(edits)


def duplicated(doc, world, made):
    for block in doc.of("support", "standard"):
        (start, end), *_ = doc.family(block)
        if len(list(doc.family(block))) == 1:
            text = doc.text[start:end]
            again = text.replace(doc.source(block.get("id")), quote(block.text("id") + "-2"), 1)
            yield [(end, end, "\n" + text)]
            yield [(end, end, "\n" + again)]


def year(doc, world, made):
    for node in doc.nodes:
        if node.kind == "scalar" and node.key in ("year", "last") and type(node.value) is int:
            for other in (node.value - 1, node.value + 1):
                if other or node.key == "year":
                    yield doc.put(node, str(other))


def again(doc, world, made):
    for block in doc.of("support"):
        if "again" in block.entries:
            yield doc.drop_entry(block, "again")
            yield doc.put(block.get("again"), quote({"once": "unstated"}.get(block.text("again"), "once")))
        elif "amount" in block.entries:
            end = block.entries["amount"].end
            yield [(end, end, f'\nagain = "{made.choice(["once", "unstated"])}"')]


def bands(doc, world, made):
    for node in doc.nodes:
        if node.kind == "array" and node.key in ("cases", "slices") and len(node.items) > 1:
            for item in node.items:
                yield doc.drop(item)
            for one, two in zip(node.items, node.items[1:]):
                yield doc.put(one, doc.source(two)) + doc.put(two, doc.source(one))
                for key in ("gives", "rate"):
                    if key in one.entries and key in two.entries:
                        yield doc.put(one.get(key), doc.source(two.get(key))) + doc.put(two.get(key), doc.source(one.get(key)))


def stage(doc, world, made):
    for node in doc.nodes:
        if node.key in ("stages", "limits", "terms", "apply", "amends") and node.kind == "table" and node.up.kind == "array":
            yield doc.drop(node)
        elif node.key == "apply" and node.kind == "table":
            for key in ("opens", "closes", "every", "how"):
                if key in node.entries and len(node.entries) > 1:
                    yield doc.drop_entry(node, key)


def purpose(doc, world, made):
    for block in doc.of("support"):
        if "for-what" in block.entries:
            here = [other.text("for-what") for other in doc.of("support")]
            others = [word for word in here if word and word != block.text("for-what")] or world.choices("received.for-what")
            yield doc.put(block.get("for-what"), quote(made.choice(others)))


def where_when(doc, world, made):
    yield from renamed(doc, {"where": "when", "when": "where"}, lambda node: node.key == "support")


def line_deleted(doc, world, made):
    at = 0
    for line in doc.text.splitlines(keepends=True):
        if line.strip() and not line.startswith("#"):
            yield [(at, at + len(line), "")]
        at += len(line)


def either(*mistakes):
    """Several as one kind, each as often as the others."""

    def all_of(doc, world, made):
        each = [[edits for edits in mistake(doc, world, made) if edits] for mistake in mistakes]
        each = [found for found in each if found]
        for index in range(max(map(len, each), default=0)):
            yield from (found[index % len(found)] for found in each)

    return all_of


KINDS = {
    "a figure one digit off": digit,
    "a figure misread, printed figures too": digit_everywhere,
    "two figures swapped": figures_swapped,
    "a wrong unit": unit,
    "a wrong unit, printed figures too": unit_everywhere,
    "at-least for above, at-most for below": boundary,
    "the other direction": direction,
    "all for any, has for every": all_any,
    "a condition deleted": condition_deleted,
    "an alternative deleted": alternative_deleted,
    "a cap, floor or limit deleted": cap_deleted,
    "per project for per enterprise": scope_of_cap,
    "a limit of another time": time_of_cap,
    "a date a day, month or year off": date,
    "from or until dropped": term_deleted,
    "another standing or evidence": either(standing, evidence),
    "another fact in an amount": amount_fact,
    "another fact in a condition": condition_fact,
    "another place": scope,
    "another industry": industry,
    "another title": title,
    "another choice": choice,
    "is for is-not": opposite,
    "from, up-to and exactly": from_up_to,
    "another group rule": group_rule,
    "a group deleted": group_deleted,
    "a member dropped": member_dropped,
    "another payee or period": paid,
    "for-each or where dropped": for_each,
    "where for when": where_when,
    "unclear, assume or judged dropped": either(unclear, assume, judged_deleted),
    "a typo in an id": identifier,
    "a wrong reference": reference,
    "two amounts swapped": amounts_swapped,
    "a support duplicated": duplicated,
    "another year, or years": year,
    "again changed": again,
    "bands swapped, a band deleted": bands,
    "a stage, limit, term or window deleted": stage,
    "another purpose": purpose,
    "a line deleted": line_deleted,
}


# ---- Choosing ------------------------------------------------------------------------------------------------------------------


def applied(text, edits):
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def meant(text):
    try:
        return meaning(tomllib.loads(text))
    except tomllib.TOMLDecodeError:
        return None


def planted(documents, world, count, seed, only):
    """Kinds take turns; within a kind the documents used least, in this kind and altogether."""
    made = random.Random(seed)
    original = {doc.name: meant(doc.text) for doc in documents}
    pools, used, seen = {}, collections.Counter(), set()
    for kind, mistakes in KINDS.items():
        pools[kind] = {}
        for doc in documents:
            found = [edits for edits in mistakes(doc, world, made) if edits]
            made.shuffle(found)
            pools[kind][doc.name] = found
    names = {doc.name: doc for doc in documents}
    kinds, done = [kind for kind in KINDS if only in kind], 0
    while kinds and done < count:
        for kind in list(kinds):
            if done == count:
                return
            mutant = None
            while mutant is None and any(pools[kind].values()):
                name = min((name for name in pools[kind] if pools[kind][name]), key=lambda name: (used[kind, name], used[name], made.random()))
                text = applied(names[name].text, pools[kind][name].pop())
                now = meant(text)
                if now is not None and now != original[name] and text not in seen:
                    mutant = text
            if mutant is None:
                kinds.remove(kind)
                continue
            seen.add(mutant)
            used[kind, name] += 1
            used[name] += 1
            done += 1
            yield kind, names[name], mutant


# ---- Trying --------------------------------------------------------------------------------------------------------------------


class Program:
    def __init__(self, path, root):
        self.path, self.root = path, root

    def run(self, *arguments):
        return subprocess.run([self.path, *arguments], capture_output=True, text=True, check=False)

    def findings(self):
        done = self.run("validate", "--no-builtin", "--format", "json", str(self.root))
        if done.returncode not in (0, 1):
            raise SystemExit(done.stderr)
        return collections.Counter((found["code"], found["file"], found["message"]) for found in json.loads(done.stdout)["findings"])

    def fails(self, *paths):
        done = self.run("test", "--no-builtin", "--rules", str(self.root), *map(str, paths))
        if done.returncode not in (0, 1):
            raise SystemExit(done.stdout + done.stderr)
        return done.returncode == 1


def difference(old, new):
    """The first line that differs, and all of them as a diff without its headers."""
    lines = list(difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm=""))[2:]
    first = re.match(r"@@ -(\d+)", lines[0])[1]
    return first, [line for line in lines if not line.startswith("@@")]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("count", type=int)
    arguments.add_argument("seed", type=int)
    arguments.add_argument("--zjtx", default="target/release/zjtx")
    arguments.add_argument("--only", default="", help="kinds whose name has this in it")
    arguments.add_argument("--list", action="store_true", help="show the mistakes, try none")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder) / "rules"
        shutil.copytree("rules", root)
        paths = [path for path in sorted(root.rglob("*.toml")) if path.parent != root and not path.name.endswith(".cases.toml")]
        documents = [Document(path, root) for path in paths]
        mistakes = planted(documents, World(root), given.count, given.seed, given.only)
        if given.list:
            for kind, doc, text in mistakes:
                show(kind, doc, text)
            return
        program = Program(given.zjtx, root)
        before = program.findings()
        if program.fails(root):
            raise SystemExit("the cases fail without any mistake")
        outcomes = collections.defaultdict(collections.Counter)
        for kind, doc, text in mistakes:
            outcome = tried(program, before, doc, text)
            outcomes[kind][outcome] += 1
            if outcome == "survived":
                show(kind, doc, text)
        report(outcomes)


def tried(program, before, doc, text):
    doc.path.write_text(text, encoding="utf-8")
    try:
        if program.findings() - before:
            return "found"
        return "killed" if program.fails(doc.path.with_suffix(".cases.toml")) or program.fails(program.root) else "survived"
    finally:
        doc.path.write_text(doc.text, encoding="utf-8")


def show(kind, doc, text):
    line, lines = difference(doc.text, text)
    print(f"{kind} · {doc.name}:{line}", *lines, "", sep="\n", flush=True)


def report(outcomes):
    columns = ("found", "killed", "survived")
    total = sum(outcomes.values(), collections.Counter())
    print(f"{'':45}{'made':>6}" + "".join(f"{column:>10}" for column in columns))
    for kind, count in [*((kind, outcomes[kind]) for kind in KINDS if outcomes[kind]), ("all", total)]:
        print(f"{kind:45}{count.total():6}" + "".join(f"{count[column]:10}" for column in columns))
    print(f"\n{total.total() - total['survived']} of {total.total()} found or killed")


main()
