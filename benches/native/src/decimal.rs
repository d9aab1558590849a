//! Rows as a struct by serde, money as `rust_decimal`: the way of most services.

use std::error::Error;
use std::io::Write;

use csv::ReaderBuilder;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    #[serde(rename = "企业编号")]
    number: String,
    #[serde(rename = "新认定的称号")]
    title: String,
    #[serde(rename = "工业企业")]
    industrial: String,
    #[serde(rename = "营业收入（元）")]
    revenue: Decimal,
    #[serde(rename = "新项目设备投入（元）")]
    new_equipment: Decimal,
    #[serde(rename = "智改设备投入（元）")]
    smart_equipment: Decimal,
    #[serde(rename = "引进硕士")]
    masters: u32,
    #[serde(rename = "引进博士")]
    doctors: u32,
    #[serde(rename = "引进博士后")]
    post_docs: u32,
}

fn share(of: Decimal, percent: i64, cap: i64) -> Decimal {
    let share = of * Decimal::new(percent, 2);
    share.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero).min(Decimal::from(cap))
}

/// With two decimals or none.
fn yuan(amount: Decimal) -> Decimal {
    let mut amount = amount.normalize();
    if amount.scale() > 0 {
        amount.rescale(2);
    }
    amount
}

fn support(out: &mut impl Write, amount: Option<Decimal>) -> std::io::Result<()> {
    match amount.map(yuan) {
        Some(amount) => write!(out, ",\"符合\",{amount},{amount}"),
        None => write!(out, ",\"不符合\",\"\",\"\""),
    }
}

fn service(out: &mut impl Write, is_met: bool) -> std::io::Result<()> {
    write!(out, ",\"{}\",\"\",\"\"", if is_met { "符合" } else { "不符合" })
}

pub(crate) fn run(input: &str, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let mut reader = ReaderBuilder::new().from_path(input)?;
    for row in reader.deserialize() {
        let row: Row = row?;
        let title = match row.title.as_str() {
            "小巨人" => Some(Decimal::from(1_000_000)),
            "专精特新" => Some(Decimal::from(500_000)),
            "创新型" => Some(Decimal::from(200_000)),
            _ => None,
        };
        let new = (row.new_equipment > Decimal::ZERO).then(|| share(row.new_equipment, 20, 40_000_000));
        let smart =
            (row.smart_equipment >= Decimal::from(5_000_000)).then(|| share(row.smart_equipment, 10, 10_000_000));
        let each = |people: u32, each: i64| Decimal::from(people) * Decimal::from(each);
        let talent = each(row.masters, 174_000) + each(row.doctors, 336_000) + each(row.post_docs, 60_000);
        let talent = (row.masters > 0 || row.doctors > 0 || row.post_docs > 0).then_some(talent);
        let total = yuan([title, new, smart, talent].into_iter().flatten().sum());
        write!(out, "\"{}\",{total},{total},\"\"", row.number)?;
        for amount in [title, new, smart, talent] {
            support(out, amount)?;
        }
        service(out, row.industrial == "是" && row.revenue >= Decimal::from(20_000_000))?;
        service(out, matches!(row.title.as_str(), "小巨人" | "专精特新"))?;
        out.write_all(b"\r\n")?;
    }
    Ok(())
}
