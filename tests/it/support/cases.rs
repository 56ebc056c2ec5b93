//! Cases that stand as data: read strictly, all of them run, their failures told together.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde::de::DeserializeOwned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<C> {
    case: Vec<C>,
}

/// What every case says of itself.
pub trait Case: DeserializeOwned {
    /// Its name, of which there is no second in its file.
    fn name(&self) -> &str;
    /// The reason it is there.
    fn why(&self) -> &str;
}

/// Makes a struct with a field `name`, and one that gives its reason, a case.
macro_rules! case {
    ($case:ty, $why:ident) => {
        impl $crate::support::cases::Case for $case {
            fn name(&self) -> &str {
                &self.name
            }

            fn why(&self) -> &str {
                &self.$why
            }
        }
    };
}
pub(crate) use case;

/// Runs every case of a file; `run` gives what is wrong with one.
pub fn check<C: Case>(source: &str, run: impl Fn(&C) -> Result<(), String>) {
    let file: File<C> = toml::from_str(source).unwrap();
    let mut names = BTreeSet::new();
    let mut failures = Vec::new();
    for case in &file.case {
        assert!(names.insert(case.name()), "two cases are called {:?}", case.name());
        if let Err(problem) = run(case) {
            failures.push(format!("{} ({})\n{problem}", case.name(), case.why()));
        }
    }
    assert!(failures.is_empty(), "{} of {} cases fail:\n\n{}", failures.len(), file.case.len(), failures.join("\n\n"));
}
