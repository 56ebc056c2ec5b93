//! JSON to records: an object a line, or one document that is an object or a list of them.

use std::io::{BufRead, Read};
use std::ops::ControlFlow;

use serde_json::{Map, Value};

use super::columns::{self, Columns};
use super::{Unpacking, unreadable};

impl Unpacking<'_, '_> {
    /// Reads line by line, so that a broken line costs only itself. Where already the first is no value, the whole is one document.
    pub(super) fn json(&mut self, path: &str, reader: &mut dyn BufRead) -> ControlFlow<()> {
        let limit = self.settings.limits.bytes;
        let mut line = Vec::new();
        let mut number = 0u64;
        let mut read_any = false;
        loop {
            line.clear();
            let read = match reader.take(limit.saturating_add(1)).read_until(b'\n', &mut line) {
                Ok(read) => read,
                Err(error) => return self.refuse(path, &unreadable(&error)),
            };
            if read == 0 {
                return ControlFlow::Continue(());
            }
            number += 1;
            if line.len() as u64 > limit {
                let reason = format!(
                    "line {number} is longer than {limit} bytes, and that is the limit; what comes after it was not read; raise it with --max-bytes"
                );
                return self.refuse(path, &reason);
            }
            let text = line.strip_prefix(b"\xEF\xBB\xBF").filter(|_| number == 1).unwrap_or(&line).trim_ascii();
            if text.is_empty() {
                continue;
            }
            match serde_json::from_slice::<Value>(text) {
                Ok(Value::Object(record)) => self.record(&format!("{path}#{number}"), record)?,
                Ok(Value::Array(records)) if !read_any => self.array(path, records)?,
                Ok(_) => self.refuse(&format!("{path}#{number}"), "is no JSON object")?,
                Err(_) if !read_any => return self.document(path, std::mem::take(&mut line), reader),
                Err(error) => self.refuse(&format!("{path}#{number}"), &format!("is not JSON ({error}); mend the line or take it out"))?,
            }
            read_any = true;
        }
    }

    /// One JSON document over several lines, of which the first has been read.
    fn document(&mut self, path: &str, mut bytes: Vec<u8>, reader: &mut dyn BufRead) -> ControlFlow<()> {
        match self.bytes(reader) {
            Ok(rest) => bytes.extend(rest),
            Err(reason) => return self.refuse(path, &reason),
        }
        let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        match serde_json::from_slice::<Value>(text) {
            Ok(Value::Object(record)) => self.record(path, record),
            Ok(Value::Array(records)) => self.array(path, records),
            // Neither JSON nor JSON Lines: a text that begins with a brace.
            Ok(_) | Err(_) => self.give(path, Ok(bytes), Default::default()),
        }
    }

    fn array(&mut self, path: &str, records: Vec<Value>) -> ControlFlow<()> {
        for (number, record) in (1u64..).zip(records) {
            let path = format!("{path}#{number}");
            match record {
                Value::Object(record) => self.record(&path, record)?,
                _ => self.refuse(&path, "is no JSON object")?,
            }
        }
        ControlFlow::Continue(())
    }

    fn record(&mut self, path: &str, mut record: Map<String, Value>) -> ControlFlow<()> {
        let names: Vec<String> = record.keys().cloned().collect();
        let Some(columns) = Columns::find(&names, self.settings) else {
            return self.refuse(path, &columns::missing(&names));
        };
        let facts = columns.facts(|place| match record.get(names.get(place)?)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        });
        let text = names.get(columns.text).and_then(|name| record.remove(name));
        match text {
            Some(Value::String(text)) if !text.trim().is_empty() => self.give(path, Ok(text.into_bytes()), facts),
            Some(Value::String(_) | Value::Null) => self.refuse(path, "its text is empty"),
            _ => self.refuse(path, "its column of texts holds no text"),
        }
    }
}
