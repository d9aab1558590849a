//! Rebuilds when a shipped rule file comes or goes; changes inside one are seen without this.

#![allow(clippy::print_stdout, reason = "the way to speak to cargo")]

fn main() {
    println!("cargo:rerun-if-changed=rules");
}
