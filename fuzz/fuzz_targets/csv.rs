#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| zjtx_fuzz::run("csv", data));
