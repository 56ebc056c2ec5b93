//! Cells: a sentence cut so that each piece holds one quantity, with the words before it and after it.
//!
//! A comma or stop always cuts. 、 and 和 cut only after a quantity, so that `盗窃、诈骗案件` stays together and `枪支67支、子弹11813发` does
//! not. A bracket that holds a quantity is cut out of its clause and knows the cell it hangs on; one before any quantity of its
//! clause (`刑事立案（下降12.4%）`) is read as if it were not there.

use std::ops::Range;

use super::token::{Kind, Token};
use crate::lexicon::words::Grammar;

/// What stands before a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// The sentence's beginning, a stop or a bullet.
    Stop,
    /// A comma or colon.
    Comma,
    /// 、 or a conjunction: the cell goes on with a list.
    List,
    /// A bracket: the cell is said of the one before.
    Bracket,
    /// Nothing: the quantity follows another one without a mark (58宗93人).
    Fused,
    /// A verb, in the same clause as the quantity before.
    Run,
}

/// One quantity with its surroundings; ranges are of tokens.
#[derive(Debug, Clone)]
pub struct Cell {
    /// The quantity's place among the numbers.
    pub number: usize,
    /// The words before it.
    pub pre: Range<usize>,
    /// The words after it, up to the next cell or mark.
    pub post: Range<usize>,
    /// Clauses without a quantity between the cell before and this one.
    pub lead: Range<usize>,
    /// What stands before it.
    pub opened: Opened,
    /// The cell that its bracket hangs on.
    pub parent: Option<usize>,
}

/// Cuts a sentence's tokens into cells.
pub fn cells(text: &str, tokens: &[Token<'_>]) -> Vec<Cell> {
    let mut cut = Cutter {
        text,
        tokens,
        cells: Vec::new(),
        start: 0,
        lead: 0,
        opened: Opened::Stop,
        open: None,
        end: 0,
        brackets: Vec::new(),
        parent: None,
    };
    for at in 0..tokens.len() {
        cut.step(at);
    }
    cut.close(tokens.len());
    cut.cells
}

struct Cutter<'a> {
    text: &'a str,
    tokens: &'a [Token<'a>],
    cells: Vec<Cell>,
    /// Where the words before the next quantity begin.
    start: usize,
    /// Where clauses without a quantity began.
    lead: usize,
    opened: Opened,
    /// The cell whose clause is still open.
    open: Option<usize>,
    /// One past its quantity.
    end: usize,
    /// For each open bracket: the cell it hangs on; none where it is read as if it were not there.
    brackets: Vec<Option<usize>>,
    parent: Option<usize>,
}

impl Cutter<'_> {
    fn step(&mut self, at: usize) {
        match self.tokens[at].kind {
            Kind::Number(number) => self.number(at, number),
            Kind::Mark(c) => self.mark(at, c),
            _ => {}
        }
    }

    fn number(&mut self, at: usize, number: usize) {
        if let Some(open) = self.open {
            let split = (self.end..at).find(|&k| self.tokens[k].ends_phrase()).unwrap_or(at);
            if self.cells[open].post.is_empty() {
                self.cells[open].post = self.end..split;
            }
            self.opened = if self.end == at { Opened::Fused } else { Opened::Run };
            self.start = split;
            self.lead = split;
        }
        let parent = self.parent;
        self.cells.push(Cell {
            number,
            pre: self.start..at,
            post: at + 1..at + 1,
            lead: self.lead..self.start,
            opened: self.opened,
            parent,
        });
        self.open = Some(self.cells.len() - 1);
        self.end = at + 1;
    }

    /// Ends the open clause before token `at`.
    fn close(&mut self, at: usize) {
        if let Some(open) = self.open.take() {
            // A blank before a conjunction says nothing.
            let said = self.tokens.get(self.end..at).is_some_and(|said| said.iter().any(|token| token.mark() != Some(' ')));
            // What stood before a bracket stays: 14个村（含2个社区）.
            if said && self.cells[open].post.is_empty() {
                self.cells[open].post = self.end..at;
            }
            self.lead = at + 1;
        }
    }

    fn begin(&mut self, at: usize, opened: Opened) {
        self.start = at + 1;
        self.opened = opened;
    }

    fn mark(&mut self, at: usize, c: char) {
        match c {
            '“' | '”' | '《' | '》' | '"' => {}
            // 18个省（市、区）: a list in a bracket without a figure.
            '、' if self.open.is_some() && self.in_plain_bracket(at) => {}
            '、' if self.open.is_some() && !self.goes_on(at) => {
                self.close(at);
                self.begin(at, Opened::List);
            }
            '和' if self.open.is_some() && self.number_follows(at) => {
                self.close(at);
                self.begin(at, Opened::List);
            }
            '、' | '和' => {}
            '（' => {
                let hangs = self.open.filter(|_| self.bracket_holds_number(at));
                self.brackets.push(hangs);
                if let Some(parent) = hangs {
                    self.close(at);
                    self.begin(at, Opened::Bracket);
                    self.parent = Some(parent);
                }
            }
            '）' => {
                if let Some(Some(parent)) = self.brackets.pop() {
                    self.close(at);
                    self.begin(at, Opened::Comma);
                    self.parent = self.brackets.iter().rev().find_map(|hangs| *hangs);
                    // The clause goes on: 酒驾312起（醉驾84起）、超员57起.
                    self.open = Some(parent);
                    self.end = at + 1;
                }
            }
            // 群众安全感：97.6%: the head stands before the colon.
            '：' if self.open.is_none() && matches!(self.tokens.get(at + 1).map(|next| &next.kind), Some(Kind::Number(_))) => {}
            // 同比下降—12.6%.
            '—' if self.signs(at) => {}
            // A blank ends a clause only after a quantity: headlines. One before a conjunction is the page's: 下降8.2% 和上升3.5%.
            ' ' if self.open.is_none() || matches!(self.tokens.get(at + 1).and_then(Token::mark), Some('、' | '和')) => {}
            _ => {
                self.close(at);
                if matches!(c, '。' | '；' | '！' | '？') {
                    self.lead = at + 1;
                }
                self.begin(at, if matches!(c, '，' | '：' | ' ' | '|') { Opened::Comma } else { Opened::Stop });
            }
        }
    }

    /// 35起跨省跨市、犯罪链条长的重大案件; 2名民警被市委、市政府授予: the list stands inside what is said of the quantity before.
    fn goes_on(&self, at: usize) -> bool {
        if self.end >= at || self.number_follows(at) {
            return false;
        }
        let said = self.text.get(self.tokens[self.end].bytes.start..self.tokens[at].bytes.start).unwrap_or_default();
        let rest = self.text.get(self.tokens[at].bytes.end..).unwrap_or_default();
        let clause = rest.find(['，', '。', '；', '：', '！', '？']).map_or(rest, |end| &rest[..end]);
        clause.contains('的') || said.contains('被')
    }

    /// Whether a bracket without a figure has opened behind the quantity.
    fn in_plain_bracket(&self, at: usize) -> bool {
        let opened = self.tokens.get(self.end..at).unwrap_or_default().iter().any(|token| token.mark() == Some('（'));
        opened && self.brackets.last() == Some(&None) && !self.bracket_holds_number(at)
    }

    /// Whether a dash stands between a direction and its number.
    fn signs(&self, at: usize) -> bool {
        let directed = at.checked_sub(1).is_some_and(|before| self.tokens[before].is_any(&[Grammar::Up, Grammar::Down]));
        directed && matches!(self.tokens.get(at + 1).map(|next| &next.kind), Some(Kind::Number(_)))
    }

    /// Whether a quantity follows in the same clause.
    fn number_follows(&self, at: usize) -> bool {
        self.tokens[at + 1..]
            .iter()
            .take_while(|token| !matches!(token.mark(), Some('，' | '。' | '；' | '：' | '！' | '？')))
            .any(|token| matches!(token.kind, Kind::Number(_)))
    }

    fn bracket_holds_number(&self, at: usize) -> bool {
        self.tokens[at + 1..].iter().take_while(|token| token.mark() != Some('）')).any(|token| matches!(token.kind, Kind::Number(_)))
    }
}
