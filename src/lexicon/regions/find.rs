//! Finding region names in a text, and deciding which region a name means.

use crate::span::Bytes;

use super::{Level, Region, Regions};

/// A region name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionMatch {
    /// Where, in bytes of the text searched.
    pub bytes: Bytes,
    /// Also a common word (和平, 城区), or part of another name (北京路): means a region only beside another one or in a list of them.
    pub weak: bool,
    /// Which form was found.
    form: usize,
}

/// What makes a short form part of another name: 北京路, 上海村.
const GOES_ON: [&str; 13] = ["路", "街", "巷", "大道", "大桥", "桥", "村", "镇", "乡", "社区", "小区", "广场", "河畔"];
/// What joins the members of a list.
const JOINS: [&str; 6] = ["", "、", "和", "及", "与", "以及"];

impl Regions {
    /// All region names in a folded text, from left to right, the longest at each place, in one pass.
    pub fn find(&self, text: &str) -> Vec<RegionMatch> {
        let mut found = Vec::new();
        for (at, bytes) in self.scan.find_iter(text) {
            let Some(form) = self.forms.get(at) else { continue };
            if form.of.is_empty() {
                continue;
            }
            let short = form.of.iter().all(|&(_, full)| !full);
            let goes_on = short && text.get(bytes.end..).is_some_and(|rest| GOES_ON.iter().any(|word| rest.starts_with(word)));
            found.push(RegionMatch { bytes, weak: form.weak || goes_on, form: at });
        }
        found
    }

    /// As [`find`](Self::find), without the weak ones that nothing speaks for. What speaks for a weak name is another name in the same
    /// list, or right beside it (百色隆林), that its region lies in or has its prefecture or province in common with. Where both are
    /// weak, the list must have three members or end in their number and kind (隆林、西林两县).
    pub fn find_sure(&self, text: &str) -> Vec<RegionMatch> {
        self.sure(text, &self.find(text))
    }

    /// Those that [`find_sure`](Self::find_sure) gives, of all that [`find`](Self::find) found in a text.
    pub fn sure(&self, text: &str, found: &[RegionMatch]) -> Vec<RegionMatch> {
        let mut sure = Vec::new();
        let mut chain: Vec<&RegionMatch> = Vec::new();
        for hit in found {
            let gap = chain.last().and_then(|last| text.get(last.bytes.end..hit.bytes.start));
            if !gap.is_some_and(|gap| JOINS.contains(&gap)) {
                self.close(&mut chain, text, &mut sure);
            }
            chain.push(hit);
        }
        self.close(&mut chain, text, &mut sure);
        sure
    }

    /// Moves what is sure of a finished chain to `sure`.
    fn close(&self, chain: &mut Vec<&RegionMatch>, text: &str, sure: &mut Vec<RegionMatch>) {
        let rest = chain.last().and_then(|last| text.get(last.bytes.end..)).unwrap_or_default();
        let listed = chain.len() > 2 || is_count_of_regions(rest);
        for (at, hit) in chain.iter().enumerate() {
            let mut others = chain.iter().enumerate().filter(|&(other, _)| other != at).map(|(_, other)| other);
            if !hit.weak || others.any(|other| (listed || !other.weak) && self.supports(other, hit)) {
                sure.push((*hit).clone());
            }
        }
        chain.clear();
    }

    /// Whether two matches can mean neighbours, or a part and its whole. The nation is everybody's whole and says nothing.
    fn supports(&self, other: &RegionMatch, hit: &RegionMatch) -> bool {
        self.candidates(hit).any(|region| {
            let around = self.parent(&region.code).filter(|&code| code != "100000");
            self.candidates(other)
                .filter(|other| other.level != Level::Nation && other.code != region.code)
                .any(|other| self.contains(&other.code, &region.code) || around.is_some_and(|around| self.contains(around, &other.code)))
        })
    }

    /// Every region that a match may mean, in the order of the lists.
    pub fn candidates(&self, hit: &RegionMatch) -> impl Iterator<Item = &Region> {
        self.forms.get(hit.form).into_iter().flat_map(|form| &form.of).filter_map(|&(at, _)| self.regions.get(at))
    }

    /// The region that a full or short name means. In this order:
    ///
    /// 1. those inside `within` go before those in its prefecture, then its province, then anywhere;
    /// 2. a full name goes before a short form, unless only the short form's region exists in `year`;
    /// 3. one that exists in `year` before one that does not (without a year: one that still exists); of an old and a new code in the
    ///    year of the change, the new one;
    /// 4. a province before a prefecture before a county.
    ///
    /// None where several regions remain: 鼓楼区 without a city.
    pub fn resolve(&self, name: &str, within: Option<&str>, year: Option<i32>) -> Option<&Region> {
        let form = self.forms.get(*self.by_name.get(name)?)?;
        let mut left = form.of.clone();
        let mut around = within;
        while let Some(outer) = around {
            let inside: Vec<_> = left.iter().copied().filter(|&(at, _)| self.contains(outer, &self.regions[at].code)).collect();
            if !inside.is_empty() {
                left = inside;
                break;
            }
            around = self.parent(outer);
        }
        // 赣县 of 2020 is short for 赣县区: a county that is no more has its name no longer.
        let lasts = |&(at, _): &(usize, bool)| year.is_none_or(|year| self.regions[at].exists_in(year));
        let full = |member: &&(usize, bool)| member.1;
        if left.iter().filter(full).any(lasts) || left.iter().any(|member| member.1) && !left.iter().any(lasts) {
            left.retain(|&(_, full)| full);
        }
        let mut left: Vec<usize> = left.into_iter().map(|(at, _)| at).collect();
        self.keep_valid(&mut left, year);
        let highest = left.iter().map(|&at| self.regions[at].level).min()?;
        left.retain(|&at| self.regions[at].level == highest || highest == Level::Nation);
        // One region may have had two names with the same short form under one code.
        let latest = left.iter().map(|&at| &self.regions[at]).max_by_key(|r| r.from_year)?;
        left.iter().all(|&at| self.regions[at].code == latest.code).then_some(latest)
    }

    /// Keeps the regions that exist in `year`, or else those nearest to it.
    pub(super) fn keep_valid(&self, left: &mut Vec<usize>, year: Option<i32>) {
        let year = year.unwrap_or(i32::MAX);
        let distance = |at: usize| {
            let Region { from_year, to_year, .. } = &self.regions[at];
            let (from, to) = (from_year.unwrap_or(i32::MIN), to_year.unwrap_or(i32::MAX));
            from.saturating_sub(year).max(0).max(year.saturating_sub(to))
        };
        let Some(nearest) = left.iter().map(|&at| distance(at)).min() else { return };
        left.retain(|&at| distance(at) == nearest);
        // In the year of a change both are valid; the new one is meant.
        if left.iter().any(|&at| self.regions[at].from_year == Some(year)) {
            left.retain(|&at| self.regions[at].to_year != Some(year));
        }
    }
}

/// 三县, 5市: what a list of regions ends in.
fn is_count_of_regions(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next().is_some_and(|c| c.is_ascii_digit() || "两二三四五六七八九十".contains(c))
        && chars.next().is_some_and(|c| "县市区旗地州盟省".contains(c))
}
