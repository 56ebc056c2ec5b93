//! What derive makes of a case, against what the case expects.

use std::collections::BTreeMap;

use gongbao::derive::{Derived, Input, derive, handle};
use gongbao::lexicon::Lexicon;
use gongbao::model::{Check, Ratio};

use super::harness::{Case, ExpectedRatio};
use super::tables::period;

impl Case {
    /// What is wrong, a line each.
    pub fn failures(&self) -> Vec<String> {
        let derived = self.derive();
        let mut wrong = self.ratio_failures(&derived);
        wrong.extend(self.check_failures(&derived));
        wrong.into_iter().map(|line| format!("{}: {line}", self.name)).collect()
    }

    /// Runs derive on the case's tables.
    pub fn derive(&self) -> Derived {
        let (documents, sentences) = (self.documents(), self.sentences());
        let (mentions, observations) = (self.mentions(), self.observations(&sentences));
        let own = [("ratios.toml", self.declares.as_str()), ("population.csv", self.population.as_str())];
        let own: Vec<(&str, &str)> = own.into_iter().filter(|(_, text)| !text.is_empty()).collect();
        let lexicon = Lexicon::with(&own).expect("a vocabulary");
        let input = Input { documents: &documents, sentences: &sentences, mentions: &mentions, observations: &observations };
        let derived = derive(&input, &lexicon);
        // Each run hashes with other seeds, so an order that hangs on a hash map would show.
        assert_eq!(derived, derive(&input, &lexicon), "{}: two runs differ", self.name);
        derived
    }

    fn ratio_failures(&self, derived: &Derived) -> Vec<String> {
        let wanted = |name: &String| self.only.as_ref().is_none_or(|only| only.contains(name));
        let mut found: BTreeMap<String, &Ratio> = BTreeMap::new();
        let mut wrong = Vec::new();
        for ratio in &derived.ratios {
            if found.insert(handle(ratio), ratio).is_some() {
                wrong.push(format!("two ratios share the handle {}", handle(ratio)));
            }
            if self.refused.contains(&ratio.ratio) {
                wrong.push(format!("{} must not arise: {}", ratio.ratio, ratio.formula));
            }
        }
        for expected in &self.ratios {
            let by = expected.by.as_ref().map_or(String::new(), |by| format!(":{by}"));
            let key = format!("ratio:{}:{}{by}", expected.ratio, expected.of);
            match found.remove(&key) {
                Some(ratio) => wrong.extend(expected.differences(ratio).into_iter().map(|line| format!("{key}: {line}"))),
                None => wrong.push(format!("{key} is missing")),
            }
        }
        let unexpected = found.into_iter().filter(|(_, ratio)| wanted(&ratio.ratio));
        wrong.extend(unexpected.map(|(key, ratio)| format!("unexpected {key} = {} [{}, {}]", ratio.value, ratio.lower, ratio.upper)));
        wrong
    }

    fn check_failures(&self, derived: &Derived) -> Vec<String> {
        let mut wrong = Vec::new();
        let mut left: Vec<_> = derived.checks.iter().collect();
        for expected in &self.checks {
            let is = |check: &&Check| {
                check.check == expected.check && check.observation_id.as_ref().or(check.document_id.as_ref()) == Some(&expected.on)
            };
            match left.iter().position(is) {
                Some(at) => {
                    let check = left.remove(at);
                    if let Some(says) = expected.says.as_ref().filter(|says| !check.message.contains(says.as_str())) {
                        wrong.push(format!("{} does not say {says:?}: {}", check.check, check.message));
                    }
                }
                None => wrong.push(format!("{} does not fire on {}", expected.check, expected.on)),
            }
        }
        let on = |check: &Check| check.observation_id.clone().or(check.document_id.clone()).unwrap_or_default();
        wrong.extend(left.iter().map(|check| format!("false alarm {} on {}: {}", check.check, on(check), check.message)));
        wrong.extend(
            derived.checks.iter().filter(|check| self.quiet.contains(&check.check)).map(|c| format!("{} must stay quiet", c.check)),
        );
        wrong
    }
}

impl ExpectedRatio {
    fn differences(&self, ratio: &Ratio) -> Vec<String> {
        let mut wrong = Vec::new();
        for (name, expected, found) in
            [("value", &self.value, ratio.value), ("lower", &self.lower, ratio.lower), ("upper", &self.upper, ratio.upper)]
        {
            if let Some(expected) = expected.as_ref().filter(|expected| !same_digits(expected, found)) {
                wrong.push(format!("{name} is {found}, not {expected}"));
            }
        }
        let texts = [
            ("unit", self.unit.clone(), Some(ratio.unit.clone())),
            ("formula", self.formula.clone(), Some(ratio.formula.clone())),
            ("caveat", self.caveat.clone(), Some(ratio.caveat.clone().unwrap_or_default())),
            ("reported", self.reported.clone(), Some(ratio.reported_id.clone().unwrap_or_default())),
            ("exact", self.exact.map(|exact| exact.to_string()), Some(ratio.exact.to_string())),
            ("agrees", self.agrees.map(|agrees| agrees.to_string()), ratio.agrees.map(|agrees| agrees.to_string())),
        ];
        for (name, expected, found) in texts {
            if expected.is_some() && expected != found {
                wrong.push(format!("{name} is {found:?}, not {expected:?}"));
            }
        }
        if let Some(expected) = self.period.as_deref().map(period).filter(|expected| ratio.period != Some(*expected)) {
            wrong.push(format!("period is {:?}, not {expected:?}", ratio.period));
        }
        if !(ratio.lower <= ratio.upper && (ratio.exact || (ratio.lower <= ratio.value && ratio.value <= ratio.upper))) {
            wrong.push(format!("{} does not lie in [{}, {}]", ratio.value, ratio.lower, ratio.upper));
        }
        wrong
    }
}

/// True where `found` has the digits of `expected` when rounded to as many.
fn same_digits(expected: &str, found: f64) -> bool {
    let digits = expected.split_once('.').map_or(0, |(_, after)| after.len());
    expected == format!("{found:.digits$}")
}
