//! Labels compared for scope: 各类侵财案件 and 侵财案件 are one thing, 现行侵财案件 is less.

/// A label without white space, quotes and the words in `generic`, which say nothing about scope.
pub fn core(label: &str, generic: &[String]) -> String {
    let mut core: String = label.chars().filter(|c| !c.is_whitespace() && !"“”\"'‘’「」《》（）()、".contains(*c)).collect();
    for word in generic {
        if core.contains(word.as_str()) {
            core = core.replace(word.as_str(), "");
        }
    }
    core
}

/// True where one label holds all of the other and more, so that one of them is narrower.
pub fn narrows(a: &str, b: &str) -> bool {
    !a.is_empty() && !b.is_empty() && a != b && (a.contains(b) || b.contains(a))
}
