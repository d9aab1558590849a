//! The report's schema file is what its types say.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]
#![allow(clippy::disallowed_methods, reason = "a test may ask whether to accept")]

#[test]
fn the_schema_file_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/report.schema.json");
    let current = zjtx::render::report_schema().unwrap() + "\n";
    if std::env::var_os("ZJTX_BLESS").is_some() {
        std::fs::write(path, &current).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(kept == current, "schema/report.schema.json is stale; run ZJTX_BLESS=1 cargo test --test schema");
}
