//! The line that dates a page: its day, with the hour, the newspaper or site, the number of the page, the column, in any order.
//!
//! ```text
//! stamp = day and words, at least one of which only such a line has
//! day   = YYYY年M月D日 | YYYY-MM-DD | YYYY/MM/DD | DD.MM.YYYY
//! word  = hour | weekday | page number | address | label | name of a newspaper or site | other name
//! ```
//!
//! `荣成市安全生产委员会办公室　2016年7月8日` is none: it may be a signature. Neither is a line with any other number.

use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::Regex;

use super::words::words;

/// A stamp has no more characters, words, and characters in a word that is no address.
const LONGEST: usize = 90;
const MOST_WORDS: usize = 10;
const LONGEST_WORD: usize = 14;

/// Whether a line only dates its page. The text is in simplified script.
pub(super) fn is_stamp(line: &str) -> bool {
    static COUNTED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(\p{Han}{2,6})(?:[:：]\s*\d{1,7}(?:\s|$)|[(（]\d{1,7}[)）])").expect("a constant pattern"));
    // 人气：58, 评论(0); 立案：58 is a figure.
    let line = COUNTED.replace_all(line, |found: &regex::Captures<'_>| {
        let whole = found[0].to_owned();
        if is_label(&found[1]) { " ".to_owned() } else { whole }
    });
    let line = line.as_ref();
    let Some(Dated { before, after, .. }) = cut(line).filter(|_| line.chars().count() <= LONGEST) else { return false };
    let parts = || [before, after].into_iter().flat_map(|part| part.split_whitespace());
    // An address is cut nowhere, an hour not at its colon; other words at all marks.
    let addresses = parts().filter(|word| is_address(word)).count();
    let marked = parts().filter(|word| !is_address(word)).flat_map(|word| word.split(MARKS));
    let at_colons = |word| if is_hour(word) { vec![word] } else { word.split(':').collect() };
    let said: Vec<&str> = marked.flat_map(at_colons).filter(|word| !word.is_empty()).collect();
    let sure = addresses > 0 || said.iter().any(|word| is_sure(word));
    // 吉林边检 2021-07-12: an account below the headline.
    let named = |name: &str| (4..=8).contains(&name.chars().count()) && !words().bodies.closes(name);
    let apart = before.ends_with(char::is_whitespace) && after.trim().is_empty();
    let account = || apart && matches!(said.as_slice(), [name] if named(name));
    (sure || account()) && said.len() <= MOST_WORDS && said.iter().all(|word| is_sure(word) || is_name(word))
}

/// The day of a line that begins with one or is a stamp.
pub(super) fn day(line: &str) -> Option<NaiveDate> {
    let Dated { day, before, .. } = cut(line)?;
    (before.trim().is_empty() || is_stamp(line)).then_some(day)
}

/// What may stand between words.
const MARKS: [char; 19] = ['|', '｜', '·', '•', '：', '/', '>', '»', '(', ')', '（', '）', '[', ']', '【', '】', '《', '》', '、'];

/// A line with its day.
struct Dated<'t> {
    day: NaiveDate,
    before: &'t str,
    after: &'t str,
}

fn cut(line: &str) -> Option<Dated<'_>> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"((?:19|20)\d{2})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})\s*日?|\b(\d{2})\.(\d{2})\.((?:19|20)\d{2})\b")
            .expect("a constant pattern")
    });
    let found = DAY.captures(line)?;
    let number = |at: usize| found.get(at)?.as_str().parse::<u32>().ok();
    let (year, month, day) = match number(1) {
        Some(year) => (year, number(2)?, number(3)?),
        None => (number(6)?, number(5)?, number(4)?),
    };
    let whole = found.get(0)?;
    // 1970-01-01 is a clock that was never set.
    let day = NaiveDate::from_ymd_opt(year.try_into().ok()?, month, day).filter(|day| *day != NaiveDate::default())?;
    Some(Dated { day, before: &line[..whole.start()], after: &line[whole.end()..] })
}

fn is_address(word: &str) -> bool {
    word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.")
}

fn is_label(word: &str) -> bool {
    words().stamp_labels.is(word)
}

fn is_hour(word: &str) -> bool {
    static HOUR: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\d{1,2}:\d{2}(?::\d{2})?$").expect("a constant pattern"));
    HOUR.is_match(word)
}

/// A word that only a stamp has.
fn is_sure(word: &str) -> bool {
    static PAGE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^(?:第?[A-Z]{1,2}\d{1,3}版?|第?\d{1,3}版)$").expect("a constant pattern"));
    is_hour(word) || PAGE.is_match(word) || is_label(word) || words().papers.closes(word)
}

/// A name, a weekday, a column.
fn is_name(word: &str) -> bool {
    word.chars().count() <= LONGEST_WORD && word.chars().all(|c| c.is_alphabetic() || c == '-' || c == '—')
}
