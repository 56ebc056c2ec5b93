//! Counting what comes out of compressed data, and stopping where it is too much.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

/// Bytes left, shared by all readers of one file.
#[derive(Debug, Clone)]
pub(super) struct Meter {
    left: Rc<Cell<u64>>,
    limit: u64,
}

/// More came out than is allowed.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Exceeded(String);

impl Exceeded {
    /// As an error of reading.
    pub(super) fn error(reason: String) -> io::Error {
        io::Error::other(Exceeded(reason))
    }
}

impl Meter {
    pub(super) fn new(limit: u64) -> Meter {
        Meter { left: Rc::new(Cell::new(limit)), limit }
    }

    /// A reader whose bytes count.
    pub(super) fn over<R: Read>(&self, reader: R) -> Metered<R> {
        Metered { reader, meter: self.clone() }
    }
}

/// A reader whose bytes count.
#[derive(Debug)]
pub(super) struct Metered<R> {
    reader: R,
    meter: Meter,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        let Some(left) = self.meter.left.get().checked_sub(read as u64) else {
            let limit = self.meter.limit;
            return Err(Exceeded::error(format!(
                "holds more than {limit} bytes when unpacked, and that is the limit; what came before was read; split it, or raise the limit with --max-unpacked-bytes"
            )));
        };
        self.meter.left.set(left);
        Ok(read)
    }
}

/// A buffered reader that gives no more than so many bytes between two calls of [`PerRecord::next`]: what a parser gathers for one record
/// cannot grow without end.
#[derive(Debug)]
pub(super) struct PerRecord<R> {
    reader: R,
    left: Rc<Cell<u64>>,
    limit: u64,
}

/// Begins a new record of a [`PerRecord`].
#[derive(Debug, Clone)]
pub(super) struct NextRecord {
    left: Rc<Cell<u64>>,
    limit: u64,
}

impl NextRecord {
    pub(super) fn begin(&self) {
        self.left.set(self.limit);
    }

    /// Bytes read since then.
    pub(super) fn spent(&self) -> u64 {
        self.limit - self.left.get()
    }
}

impl<R: BufRead> PerRecord<R> {
    pub(super) fn new(reader: R, limit: u64) -> (PerRecord<R>, NextRecord) {
        let left = Rc::new(Cell::new(limit));
        (PerRecord { reader, left: left.clone(), limit }, NextRecord { left, limit })
    }

    fn spend(&self, bytes: usize) -> io::Result<()> {
        let Some(left) = self.left.get().checked_sub(bytes as u64) else {
            return Err(Exceeded::error(format!(
                "has a record longer than {} bytes, and that is the limit; what came before was read",
                self.limit
            )));
        };
        self.left.set(left);
        Ok(())
    }
}

impl<R: BufRead> Read for PerRecord<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.spend(read)?;
        Ok(read)
    }
}

impl<R: BufRead> BufRead for PerRecord<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left.get() == 0 {
            self.spend(1)?;
        }
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.reader.consume(amount);
        self.left.set(self.left.get().saturating_sub(amount as u64));
    }
}
