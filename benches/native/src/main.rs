//! Rule set A as somebody would write it for this one purpose: `native fen|decimal IN.csv OUT.csv`. No unknowns, no
//! tolerance, no explanation: what the engine is measured against.

mod decimal;
mod fen;

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};

/// The head of the table that is written.
pub(crate) const HEAD: &str = "\u{feff}\"企业编号\",\"给企业合计，一次性：至少（元）\",\"给企业合计，一次性：最多（元）\",\"没读懂\",\
\"新认定称号奖励：结论\",\"新认定称号奖励：至少（元）\",\"新认定称号奖励：最多（元）\",\
\"新项目设备补助：结论\",\"新项目设备补助：至少（元）\",\"新项目设备补助：最多（元）\",\
\"智改设备补助：结论\",\"智改设备补助：至少（元）\",\"智改设备补助：最多（元）\",\
\"引才补贴：结论\",\"引才补贴：至少（元）\",\"引才补贴：最多（元）\",\
\"免费诊断：结论\",\"免费诊断：至少（元）\",\"免费诊断：最多（元）\",\
\"专利预审：结论\",\"专利预审：至少（元）\",\"专利预审：最多（元）\"\r\n";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, how, input, output] = &arguments[..] else { return Err("native fen|decimal IN.csv OUT.csv".into()) };
    let mut out = BufWriter::with_capacity(1 << 16, File::create(output)?);
    out.write_all(HEAD.as_bytes())?;
    match how.as_str() {
        "fen" => fen::run(input, &mut out)?,
        "decimal" => decimal::run(input, &mut out)?,
        other => return Err(format!("{other}: fen or decimal").into()),
    }
    out.flush()?;
    Ok(())
}
