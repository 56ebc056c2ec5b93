//! Fuzzes the target of the same name; see `targets/mod.rs`.
#![no_main]

gongbao::fuzz!(read_text);
