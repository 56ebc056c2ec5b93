//! The content of a page: which characters it shows, and where.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_cmap::BfString;
use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use super::font::Font;
use super::glyph::{Glyph, IDENTITY, Matrix, then, turned};
use super::stream::{self, Budget};

/// What a page shows.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// In the order of the content.
    pub glyphs: Vec<Glyph>,
    /// Whether there are images among it.
    pub images: bool,
    /// Width and height.
    pub extent: (f64, f64),
}

/// More characters on a page are no text.
const MOST_GLYPHS: usize = 400_000;

/// More operators on a page are no page.
const MOST_OPERATORS: usize = 20_000_000;

/// Content within content, and states within states, go no deeper.
const DEEPEST: usize = 12;
const MOST_STATES: usize = 512;

#[derive(Debug, Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    /// Added after each character, and after each blank.
    spacing: (f64, f64),
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// Reads the pages of one file.
#[derive(Debug)]
pub(super) struct Reader {
    budget: Budget,
    /// By the place of their dictionaries, which stand still while the file is read.
    fonts: HashMap<(usize, usize), Rc<Font>>,
}

impl Reader {
    /// For one file.
    pub(super) fn new() -> Reader {
        Reader { budget: Budget::new(), fonts: HashMap::new() }
    }

    /// What a page shows.
    ///
    /// # Errors
    /// If it inflates too far or shows too much.
    pub(super) fn page(&mut self, page: &Page<'_>) -> Result<Shown, String> {
        let dict = page.raw();
        let mut content = Vec::new();
        let single = dict.get::<Stream<'_>>("Contents");
        let several = dict.get::<Array<'_>>("Contents").into_iter().flat_map(|streams| streams.iter::<Stream<'_>>());
        for stream in single.into_iter().chain(several) {
            content.extend(self.budget.decode(&stream)?.unwrap_or_default());
            content.push(b'\n');
        }
        let (width, height) = page.render_dimensions();
        let state = State {
            matrix: page.initial_transform(true).as_coeffs(),
            font: None,
            size: 1.0,
            spacing: (0.0, 0.0),
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let extent = (f64::from(width), f64::from(height));
        let mut run = Run { reader: self, shown: Shown { extent, ..Shown::default() }, operators: 0, blank: false };
        run.content(&content, page.resources(), state, 0)?;
        Ok(run.shown)
    }

    fn font(&mut self, dict: &Dict<'_>) -> Result<Rc<Font>, String> {
        let key = (dict.data().as_ptr() as usize, dict.data().len());
        if let Some(font) = self.fonts.get(&key) {
            return Ok(Rc::clone(font));
        }
        let font = Rc::new(Font::read(dict, &mut self.budget)?);
        self.fonts.insert(key, Rc::clone(&font));
        Ok(font)
    }
}

/// One page being read.
struct Run<'r> {
    reader: &'r mut Reader,
    shown: Shown,
    operators: usize,
    /// A blank was shown since the last character.
    blank: bool,
}

impl Run<'_> {
    fn content(&mut self, content: &[u8], resources: &Resources<'_>, mut state: State, depth: usize) -> Result<(), String> {
        let mut states: Vec<State> = Vec::new();
        let (mut text, mut line) = (IDENTITY, IDENTITY);
        let mut operations = UntypedIter::new(content);
        while let Some(operation) = operations.next() {
            self.operators += 1;
            if self.operators > MOST_OPERATORS {
                return Err(stream::too_large());
            }
            let operand = |at: usize| operation.operands().nth(at);
            let number = |at: usize| match operand(at) {
                Some(Object::Number(number)) => number.as_f64(),
                _ => 0.0,
            };
            let name = |at: usize| match operand(at) {
                Some(Object::Name(name)) => Some(name.clone()),
                _ => None,
            };
            let string = |at: usize| match operand(at) {
                Some(Object::String(string)) => string.as_bytes(),
                _ => &[],
            };
            let matrix = || [number(0), number(1), number(2), number(3), number(4), number(5)];
            let next_line = |line: &mut Matrix, text: &mut Matrix, x: f64, y: f64| {
                *line = then(&[1.0, 0.0, 0.0, 1.0, x, y], line);
                *text = *line;
            };
            match &**operation.operator {
                b"q" if states.len() < MOST_STATES => states.push(state.clone()),
                b"Q" => state = states.pop().unwrap_or(state),
                b"cm" => state.matrix = then(&matrix(), &state.matrix),
                b"BT" => (text, line) = (IDENTITY, IDENTITY),
                b"Tc" => state.spacing.0 = number(0),
                b"Tw" => state.spacing.1 = number(0),
                b"Tz" => state.stretch = number(0) / 100.0,
                b"TL" => state.leading = number(0),
                b"Ts" => state.rise = number(0),
                b"Tf" => {
                    if let Some(font) = name(0).and_then(|name| resources.get_font(&name)) {
                        state.font = Some(self.reader.font(&font)?);
                    }
                    state.size = number(1);
                }
                b"Td" => next_line(&mut line, &mut text, number(0), number(1)),
                b"TD" => {
                    state.leading = -number(1);
                    next_line(&mut line, &mut text, number(0), number(1));
                }
                b"Tm" => (text, line) = (matrix(), matrix()),
                b"T*" => next_line(&mut line, &mut text, 0.0, -state.leading),
                b"Tj" => self.show(string(0), &state, &mut text)?,
                b"'" => {
                    next_line(&mut line, &mut text, 0.0, -state.leading);
                    self.show(string(0), &state, &mut text)?;
                }
                b"\"" => {
                    state.spacing = (number(1), number(0));
                    next_line(&mut line, &mut text, 0.0, -state.leading);
                    self.show(string(2), &state, &mut text)?;
                }
                b"TJ" => {
                    let Some(Object::Array(parts)) = operand(0) else { continue };
                    for part in parts.iter::<Object<'_>>() {
                        match part {
                            Object::String(string) => self.show(&string, &state, &mut text)?,
                            Object::Number(number) => advance(&mut text, &state, -number.as_f64() / 1000.0 * state.size),
                            _ => {}
                        }
                    }
                }
                b"BI" => self.shown.images = true,
                b"Do" => {
                    if let Some(object) = name(0).and_then(|name| resources.get_x_object(&name)) {
                        self.object(&object, resources, &state, depth)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn object(&mut self, object: &Stream<'_>, outer: &Resources<'_>, state: &State, depth: usize) -> Result<(), String> {
        let dict = object.dict();
        match dict.get::<Name<'_>>("Subtype").as_deref() {
            Some(b"Image") => self.shown.images = true,
            Some(b"Form") if depth < DEEPEST => {
                let mut matrix = IDENTITY;
                for (place, number) in matrix.iter_mut().zip(dict.get::<Array<'_>>("Matrix").into_iter().flat_map(|m| m.iter::<f32>())) {
                    *place = f64::from(number);
                }
                let state = State { matrix: then(&matrix, &state.matrix), ..state.clone() };
                let Some(content) = self.reader.budget.decode(object)? else { return Ok(()) };
                match dict.get::<Dict<'_>>("Resources") {
                    Some(own) => self.content(&content, &Resources::new(own), state, depth + 1)?,
                    None => self.content(&content, outer, state, depth + 1)?,
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn show(&mut self, mut bytes: &[u8], state: &State, text: &mut Matrix) -> Result<(), String> {
        let Some(font) = &state.font else { return Ok(()) };
        while let Some((code, len)) = font.next(bytes) {
            bytes = bytes.get(len..).unwrap_or_default();
            let place = then(&then(&[1.0, 0.0, 0.0, 1.0, 0.0, state.rise], text), &state.matrix);
            let width = code.advance * state.size;
            match code.text {
                BfString::Char(ch) => self.put(ch, width, &place, state, font.vertical),
                BfString::String(chars) => {
                    let part = width / chars.chars().count().max(1) as f64;
                    for (i, ch) in chars.chars().enumerate() {
                        let along = then(&[1.0, 0.0, 0.0, 1.0, part * i as f64 * state.stretch, 0.0], &place);
                        self.put(ch, part, &along, state, font.vertical);
                    }
                }
            }
            let extra = state.spacing.0 + if code.space { state.spacing.1 } else { 0.0 };
            advance(text, state, if font.vertical { extra - width } else { width + extra });
            if self.shown.glyphs.len() > MOST_GLYPHS {
                return Err(stream::too_large());
            }
        }
        Ok(())
    }

    /// Puts a character down where `place` moves the origin to.
    fn put(&mut self, ch: char, width: f64, place: &Matrix, state: &State, vertical: bool) {
        let (dx, dy) = if vertical { (-place[2], -place[3]) } else { (place[0] * state.stretch, place[1] * state.stretch) };
        let along = dx.hypot(dy);
        let size = state.size.abs() * if vertical { place[0].hypot(place[1]) } else { place[2].hypot(place[3]) };
        let (x, y) = (place[4], place[5]);
        let (right, bottom) = self.shown.extent;
        let visible = x > -size && y > -size && x < right + size && y < bottom + size;
        // Comparisons with what is no number are false, so none gets past here.
        if !(along > 0.0 && (0.5..10_000.0).contains(&size) && visible) {
            return;
        }
        if ch.is_whitespace() {
            self.blank = true;
            return;
        }
        let sign = if state.size < 0.0 { -1.0 } else { 1.0 };
        let (cos, sin) = (sign * dx / along, sign * dy / along);
        // A line that is tilted clearly is a watermark or a stamp.
        let turn = if cos > 0.97 {
            0
        } else if sin > 0.97 {
            1
        } else if cos < -0.97 {
            2
        } else if sin < -0.97 {
            3
        } else {
            return;
        };
        let (x, y) = turned(turn, x, y);
        let blank = std::mem::take(&mut self.blank);
        self.shown.glyphs.push(Glyph { ch, x, end: x + width.abs() * along, y, size, blank, turn });
    }
}

/// Moves on along the line.
fn advance(text: &mut Matrix, state: &State, by: f64) {
    let vertical = state.font.as_ref().is_some_and(|font| font.vertical);
    let (x, y) = if vertical { (0.0, by) } else { (by * state.stretch, 0.0) };
    *text = then(&[1.0, 0.0, 0.0, 1.0, x, y], text);
}
