"""Made-up firms for rule set A: firms.py COUNT > firms.csv"""

import random
import sys

TITLES = ["没有", "创新型", "专精特新", "小巨人"]
HEADER = "企业编号,企业名称,所在地,新认定的称号,工业企业,营业收入（元）,新项目设备投入（元）,智改设备投入（元）,引进硕士,引进博士,引进博士后"


def yuan(fen):
    return f"{fen // 100}.{fen % 100:02}".rstrip("0").rstrip(".")


def main(count):
    made = random.Random(7)
    print(HEADER)
    for index in range(count):
        revenue = made.randrange(10**9, 10**11)
        new = made.choice([0, made.randrange(10**8, 5 * 10**10)])
        smart = made.choice([0, made.randrange(10**8, 2 * 10**10)])
        title, industrial = TITLES[made.randrange(4)], "是" if made.random() < 0.6 else "否"
        people = f"{made.randrange(6)},{made.randrange(3)},{made.randrange(2)}"
        print(f"F{index:07},企业{index},基准省,{title},{industrial},{yuan(revenue)},{yuan(new)},{yuan(smart)},{people}")


main(int(sys.argv[1]))
