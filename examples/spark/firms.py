"""Made-up firms as JSON lines, one in a thousand of them broken: firms.py COUNT > firms.jsonl"""

import json
import random
import sys

TITLES = ["none", "innovative", "provincial", "giant"]


def main(count):
    made = random.Random(7)
    for index in range(count):
        firm = {
            # Whatever the caller knows the firm by; the answer says it again.
            "key": index,
            "number": f"F{index:07}",
            "name": f"企业{index}",
            "place": "基准省",
            "title": made.choice(TITLES),
            "industrial": made.random() < 0.6,
            "revenue": made.randrange(10**7, 10**9),
            "new-equipment": made.choice([0, made.randrange(10**6, 5 * 10**8)]),
            "smart-equipment": made.choice([0, made.randrange(10**6, 2 * 10**8)]),
            "masters": made.randrange(6),
            "doctors": made.randrange(3),
        }
        # What is not stated is unknown.
        if made.random() < 0.8:
            firm["post-docs"] = made.randrange(2)
        line = json.dumps(firm, ensure_ascii=False)
        print(line[: len(line) // 2] if index % 1000 == 999 else line)


main(int(sys.argv[1]))
