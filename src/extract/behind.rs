//! What stands behind a quantity: the noun it counts, and verbs that hold for it.

use super::cell::Opened;
use super::frame::Reading;
use super::token::{Kind, Token};
use crate::lexicon::units::UnitKind;
use crate::lexicon::words::{Grammar, Sense};
use crate::model::Role;

impl Reading<'_> {
    /// Whether the noun counted stands after the quantity.
    pub(super) fn noun_after(&self, at: usize) -> bool {
        let quantity = &self.number(at).quantity;
        let counts = matches!(quantity.kind, None | Some(UnitKind::Classifier | UnitKind::RareClassifier | UnitKind::Rhetoric));
        let ratio = quantity.kind == Some(UnitKind::Ratio);
        let is = ratio && self.scene.text[quantity.bytes.end..].starts_with(['为', '是']);
        let whole = ratio && self.within_whole(at);
        let shares = ratio && self.share_after(at) && (self.phrases[at].noun.is_none() || is || whole);
        // 涉案6.9亿元的赌博团伙.
        let describes = quantity.kind == Some(UnitKind::Measure)
            && self.scene.text[quantity.bytes.end..].starts_with('的')
            && self.phrases[at].noun.as_ref().is_none_or(|noun| {
                self.scene.lexicon.words.senses(self.text(noun)).iter().all(|sense| matches!(sense, Sense::EventNoun(_)))
            });
        // 新增500万平方米绿地: nothing but a verb stands before.
        let amount = quantity.kind == Some(UnitKind::Measure) && !quantity.is_time() && self.is_amount_of(at);
        if !(counts || shares || describes || amount) || self.post_noun(at).is_none() {
            return false;
        }
        let phrase = &self.phrases[at];
        if is || whole || describes || amount {
            return true;
        }
        let Some(noun) = phrase.noun.as_ref() else { return true };
        // 挂牌督办的8起案件, 25起命案中: the noun before is a description.
        if self.scene.text[..quantity.bytes.start].ends_with('的') {
            return true;
        }
        let last = self.tokens[phrase.content.clone()].last();
        let adjacent = noun.end == quantity.bytes.start;
        let known = last.is_some_and(|token| token.noun() || token.event_noun());
        // 该行动31名在逃人员: an operation has no persons to count.
        let persons = quantity.unit.as_deref() == Some("person");
        if adjacent && persons && last.is_some_and(|token| token.is_noun("undertaking")) {
            return true;
        }
        // A noun right before the number is counted (抓获逃犯12名到案), unless the noun after it is known and it is not,
        // or ends the clause as nouns that are counted do: 出台促进就业18条政策措施.
        !(adjacent && known) || self.ends_in_counted(at)
    }

    /// 20条政策措施, and a mark: things with a classifier of their own, not cases or persons.
    fn ends_in_counted(&self, at: usize) -> bool {
        let cell = &self.cells[at];
        let things = self.number(at).quantity.unit.as_deref() == Some("count");
        let counted = |token: &Token<'_>| token.is_noun("counted") && token.bytes.len() > '村'.len_utf8();
        let noun = |token: &Token<'_>| counted(token) || token.is(Grammar::Nominal);
        let marked = self.tokens.get(cell.post.end).is_none_or(|next| next.mark().is_some());
        let post = &self.tokens[cell.post.clone()];
        things && marked && post.last().is_some_and(counted) && post.iter().all(noun)
    }

    /// The noun phrase after the quantity.
    pub fn post_noun(&self, at: usize) -> Option<String> {
        let cell = &self.cells[at];
        if let Some(noun) = self.described(at) {
            return Some(noun);
        }
        let mut end = cell.post.start;
        for k in cell.post.clone() {
            let token = &self.tokens[k];
            let starts = k == cell.post.start;
            // 18个省（市、区）: a mark inside its bracket does not end the noun.
            let bracketed = matches!(token.mark(), Some('、'))
                && self.tokens[cell.post.start..k].iter().rev().find_map(|token| token.mark().filter(|c| "（）".contains(*c)))
                    == Some('（');
            if bracketed {
                continue;
            }
            if token.per().is_some()
                || token.ends_phrase() && !self.inside_noun(at, k)
                || matches!(token.kind, Kind::Time | Kind::Number(_))
                || matches!(token.mark(), Some('，' | '。' | '：' | '、'))
            {
                break;
            }
            let (word, rest) = (self.text(&token.bytes), &self.scene.text[token.bytes.start..]);
            let attributive = || self.cues().attributive.opens(rest);
            // 325处隐患被消除.
            if !starts && word.starts_with('被') && !attributive() {
                break;
            }
            // 发案312起创历史新低: what is said of the figure.
            let record = self.cues().sets_record.opens(rest);
            // 出动960人次在40余处驻防: where, not what.
            if starts && (record || super::noun::says_where(rest)) {
                break;
            }
            // 仍有3个未配备: what they have not done or have not.
            if starts && word == "未" {
                break;
            }
            // 27人次获市局以上表彰, not 86辆被盗车辆.
            let passive = word.starts_with(['获', '受', '被', '荣']) && !attributive();
            if starts && passive {
                break;
            }
            // 843.8万人次（不含边民）: an aside. 烟酒730件以及…: the next of the list.
            if starts && matches!(token.mark(), Some('（' | '和')) {
                break;
            }
            if starts
                && (word.starts_with(['，', '。'])
                    || word.starts_with('的') && !matches!(self.number(at).quantity.kind, Some(UnitKind::Ratio | UnitKind::Measure)))
            {
                break;
            }
            end = k + 1;
        }
        if end == cell.post.start {
            // 近两成为再犯.
            let clause =
                cell.post.clone().next().map(|k| &self.scene.text[self.tokens[k].bytes.start..self.tokens[cell.post.end - 1].bytes.end]);
            let ratio = self.number(at).quantity.kind == Some(UnitKind::Ratio);
            let whole = ratio && self.within_whole(at);
            return clause
                .filter(|_| ratio)
                .and_then(|clause| clause.strip_prefix(['为', '是']).or(Some(clause).filter(|_| whole)))
                .filter(|part| !part.is_empty())
                .map(str::to_owned);
        }
        let range = self.tokens[cell.post.start].bytes.start..self.tokens[end - 1].bytes.end;
        if self.number(at).quantity.kind == Some(UnitKind::Ratio) {
            // 近三分之一的警情为噪声纠纷: the part stands behind 为.
            let clause: &str = &self.scene.text[range.start..self.tokens[cell.post.end - 1].bytes.end];
            // 六成的群众认为治安好转 says nothing of what they are.
            let is = clause.match_indices(['为', '是']).find(|(at, _)| !clause[..*at].ends_with(['认', '成', '作', '因', '行']));
            if let Some(part) = is.map(|(at, word)| &clause[at + word.len()..]).filter(|part| !part.is_empty()) {
                return Some(part.to_owned());
            }
        }
        // 560名民辅警的日夜坚守: the persons are counted.
        let person = self.number(at).quantity.unit.as_deref() == Some("person");
        // 24个城市的汽车数量: so are places.
        let places = |token: &Token<'_>| self.cues().kind_of_place.is(self.text(&token.bytes));
        let known = self.tokens.get(cell.post.start).filter(|token| end > cell.post.start + 1 && (person && token.noun() || places(token)));
        if let Some(token) = known.filter(|token| self.scene.text[token.bytes.end..].starts_with('的') && !token.is_noun("home")) {
            return Some(self.text(&token.bytes).to_owned());
        }
        let text = self.text(&range).trim_matches('的').trim_matches(['“', '”', '、', ' ', '（']);
        // 20个县（区） keeps its bracket.
        let text = if text.contains('（') { text } else { text.trim_matches('）') };
        // 保持98%以上的高水平: how high, not what.
        let rating = self.cues().rating.closes(text);
        if rating && self.number(at).quantity.kind == Some(UnitKind::Ratio) {
            return None;
        }
        // 被处罚的1846人中: among them.
        (!text.is_empty() && text != "中").then(|| text.to_owned())
    }

    /// 35起跨省跨市、犯罪链条长的重大案件: the noun that a list describes.
    fn described(&self, at: usize) -> Option<String> {
        let post = self.cells[at].post.clone();
        let list = post.clone().find(|&k| self.tokens[k].mark() == Some('、'))?;
        let of = (list..post.end).rev().find(|&k| self.text(&self.tokens[k].bytes).contains('的'))?;
        let end = (of + 1..post.end).find(|&k| self.tokens[k].ends_phrase() || self.tokens[k].mark().is_some()).unwrap_or(post.end);
        let text = self.text(&(self.tokens[of].bytes.start..self.tokens[end - 1].bytes.end));
        let noun = text.rsplit_once('的').map_or(text, |(_, noun)| noun);
        (!noun.is_empty()).then(|| noun.to_owned())
    }

    /// 10个聚力攻坚专项, 15家企业改造项目: a verb that is a noun as often, inside the noun that ends the clause.
    fn inside_noun(&self, at: usize, k: usize) -> bool {
        let post = &self.cells[at].post;
        let last = post.end - 1;
        let ends = self.tokens.get(post.end).is_none_or(|next| next.mark().is_some());
        let nominal = |token: &Token<'_>| token.is(Grammar::Nominal);
        let things = self.number(at).quantity.unit.as_deref() == Some("count");
        // 全球首发技术: a verb of one character is more often part of a word.
        let single = |k: usize| self.tokens[k].event_verb() && self.tokens[k].bytes.len() == '发'.len_utf8();
        if post.start < k && single(k) && self.tokens.get(k + 1).is_some_and(|next| matches!(next.kind, Kind::Text)) {
            return true;
        }
        // 113项居民服务事项
        if nominal(&self.tokens[k]) && post.start < k && self.cues().noun_suffix.opens(&self.scene.text[self.tokens[k].bytes.end..]) {
            return true;
        }
        // 58条改革举措: at its beginning only where the figure has a verb, or a classifier for things, before it.
        let ended = self.tokens[last].is_noun("undertaking") || things && self.tokens[last].is_noun("counted");
        k < last
            && ends
            && nominal(&self.tokens[k])
            && (ended && (post.start < k || things) || post.start < k && things && self.is_object(at))
            && self.tokens[post.start..last].iter().all(|token| token.mark().is_none() && (!token.ends_phrase() || nominal(token)))
    }

    /// 新增7个产业创新发展典型案例: behind a verb right before the figure the noun goes on to the end of its clause, unless who is
    /// counted does something there (组织20个部门检查企业).
    fn is_object(&self, at: usize) -> bool {
        let pre = &self.cells[at].pre;
        let verb = pre.end.checked_sub(1).filter(|&k| k >= pre.start).map(|k| &self.tokens[k]);
        verb.is_some_and(|verb| (verb.is(Grammar::Verb) || verb.event_verb()) && !self.cues().make_do.is(self.text(&verb.bytes)))
    }

    /// Whether the noun behind an amount is what it measures: nothing but a verb stands before, or the list goes on so.
    fn is_amount_of(&self, at: usize) -> bool {
        let cell = &self.cells[at];
        let goes_on = || cell.opened == Opened::List && cell.pre.is_empty() && at > 0 && self.noun_after(at - 1);
        self.phrases[at].noun.is_none() && (self.is_object(at) || goes_on())
    }

    /// A verb behind the noun holds for it, and for the list that leads up to it: 2名民警、1名辅警因公牺牲.
    pub(super) fn verbs_behind(&mut self) {
        let mut verb: Option<String> = None;
        for at in (0..self.frames.len()).rev() {
            let cell = &self.cells[at];
            // Behind a mark only what was done to them: 2名民警被市委、市政府授予.
            let mut passive = false;
            let said = cell.post.clone().map(|k| &self.tokens[k]).take_while(|token| {
                passive |= self.text(&token.bytes).starts_with('被');
                passive || token.mark() != Some('、')
            });
            let own = said.into_iter().find(|token| token.event_verb());
            let own = own.map(|token| self.text(&token.bytes).to_owned());
            let clause_end = self.clause_verb(cell.post.end);
            let behind = own.or(clause_end).or_else(|| verb.clone());
            let taken = self.frames[at].inherited.contains(&"verb") && self.phrases[at].verb.is_none();
            let open = self.frames[at].verb.is_none() || taken || !self.own_event_verb(at) && self.phrases[at].verb.is_some();
            // 造成61人死亡: the verb stands right behind the quantity.
            let right_behind = self.right_behind(at).is_some_and(Token::event_verb);
            if open
                && self.frames[at].role == Role::Level
                && (self.noun_after(at) || right_behind || self.phrases[at].noun.is_none() || self.frames[at].how == "distributed")
                && let Some(behind) = behind.clone()
            {
                self.frames[at].verb = Some(behind);
                self.frames[at].inherited.retain(|what| *what != "verb");
            }
            verb = if self.cells[at].opened == Opened::List { behind } else { None };
        }
        self.said_of_parts();
    }

    /// 其中制毒案件3起，目标案件18起，均成功告破: said of all parts that have no verb of their own.
    fn said_of_parts(&mut self) {
        for last in 0..self.frames.len() {
            let Some(verb) = self.all_verb(self.cells[last].post.end) else { continue };
            let bare = |k: &usize| {
                self.frames[*k].role == Role::Level
                    && self.phrases[*k].verb.is_none()
                    && self.number(*k).quantity.unit.as_deref() == Some("case")
            };
            let parts: Vec<usize> = (0..=last).rev().take_while(bare).collect();
            let Some(count) = parts.iter().position(|&k| self.phrases[k].part) else { continue };
            for &k in &parts[..=count] {
                self.frames[k].verb = Some(verb.clone());
                self.frames[k].inherited.retain(|what| *what != "verb");
            }
        }
    }

    /// The event verb of a clause that says it of all before, and has no figure: ，已全部告破.
    fn all_verb(&self, from: usize) -> Option<String> {
        let clause = self.tokens.get(from..)?;
        let (comma, clause) = clause.split_first()?;
        if comma.mark() != Some('，') {
            return None;
        }
        let end = clause.iter().position(|token| matches!(token.mark(), Some('，' | '。' | '；'))).unwrap_or(clause.len());
        let clause = &clause[..end];
        let of_all = |token: &Token<'_>| ["均", "全部", "都", "悉数"].iter().any(|word| self.text(&token.bytes).contains(word));
        if clause.iter().any(|token| matches!(token.kind, Kind::Number(_))) || !clause.iter().take(2).any(of_all) {
            return None;
        }
        clause.iter().find(|token| token.event_verb()).map(|token| self.text(&token.bytes).to_owned())
    }

    /// The event verb between token `from` and the end of its clause, where no quantity stands between.
    pub(super) fn clause_verb(&self, from: usize) -> Option<String> {
        let ends = |token: &&Token<'_>| !matches!(token.mark(), Some('，' | '。' | '；' | '、' | '和' | '（' | '）'));
        let clause = || self.tokens.get(from..).unwrap_or_default().iter().take_while(ends);
        // 16个派出所共化解纠纷8600起: the verb of the next figure.
        if clause().any(|token| matches!(token.kind, Kind::Number(_))) {
            return None;
        }
        clause().find(|token| token.event_verb()).map(|token| self.text(&token.bytes).to_owned())
    }
}
