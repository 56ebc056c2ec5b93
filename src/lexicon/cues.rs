//! Cues: words that a rule looks for at one place, how a text opens or closes or what stands in it. Unlike the words of the tagger they
//! mean nothing elsewhere, so a longer word never hides one.

use serde::Deserialize;

use super::section::Section;

/// The words of one list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct Cue(Vec<String>);

impl Cue {
    /// Whether the text begins with one of them.
    pub fn opens(&self, text: &str) -> bool {
        self.words().any(|word| text.starts_with(word))
    }

    /// Whether the text ends with one of them.
    pub fn closes(&self, text: &str) -> bool {
        self.words().any(|word| text.ends_with(word))
    }

    /// Whether one of them stands anywhere in the text.
    pub fn within(&self, text: &str) -> bool {
        self.words().any(|word| text.contains(word))
    }

    /// Whether the text is one of them.
    pub fn is(&self, text: &str) -> bool {
        self.words().any(|word| text == word)
    }

    /// What stands behind the longest that the text begins with.
    pub fn behind<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.words().filter_map(|word| text.strip_prefix(word)).min_by_key(|rest| rest.len())
    }

    /// What stands before the longest that the text ends with.
    pub fn before<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.words().filter_map(|word| text.strip_suffix(word)).min_by_key(|rest| rest.len())
    }

    /// The words.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

macro_rules! cues {
    ($($key:ident),+ $(,)?) => {
        /// All lists of cues.
        #[derive(Debug, Clone, Default)]
        #[allow(missing_docs, reason = "each is named after its key in cues.toml, where it is explained")]
        pub struct Cues {
            $(pub $key: Cue),+
        }

        impl Cues {
            /// Takes in one file, on top of what is there.
            pub(super) fn read(&mut self, mut file: Section<'_, '_>) {
                $(self.$key.0.extend(file.words(stringify!($key), None));)+
                file.end();
            }
        }
    };
}

cues! {
    aims,
    any_case,
    any_service,
    arrives,
    attributive,
    averts,
    bears_name,
    body,
    branch,
    by_means,
    call,
    campaign,
    cases,
    column,
    comes,
    compared,
    deed,
    doer,
    drives,
    ensured,
    event_of,
    fallen,
    generic_case,
    goods,
    happens,
    harmed,
    how_high,
    kind_of_area,
    kind_of_place,
    launched,
    looks_back,
    looks_on_year,
    make_do,
    means,
    measured_noun,
    measures_time,
    meeting,
    minutes,
    moves,
    no_case,
    noun_suffix,
    of_all,
    officials,
    operation,
    own,
    page_counter,
    page_readers,
    passing_time,
    peaks,
    persons,
    points,
    points_back,
    press,
    rate,
    rating,
    record_verb,
    report_kind,
    rhetoric,
    said_of_all,
    series,
    served,
    sets_record,
    spared,
    all_days,
    first_day,
    reasons,
    plan_time,
    stock,
    there_is,
    sums_up,
    surnames,
    titles,
    told,
    tried,
    undertakes,
    undertaking,
    ways,
    weight,
    window,
}
