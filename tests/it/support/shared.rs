//! Material that may stand beside the checkout, in `../shared`: collected reports, gold, the cases of another program. It is no part of
//! the project, so a test that looks at it is skipped where it is missing, and says so. `GONGBAO_SHARED` names another place for it.

use std::path::{Path, PathBuf};

/// A file or folder of the material; none where it is missing, with a note of what is not tested for it.
pub fn shared(path: &str) -> Option<PathBuf> {
    let home = std::env::var_os("GONGBAO_SHARED").map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let found = home.join(path);
    if found.exists() {
        return Some(found);
    }
    println!("skipped: there is no {}", found.display());
    None
}
