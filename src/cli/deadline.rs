//! Work with a time limit: what hangs on one file costs that file. A thread cannot be stopped from outside, so one that hangs is left behind, and
//! ends with the program.

use std::cell::RefCell;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

type Job = Box<dyn FnOnce() + Send>;

/// Parsers of nested input may need more than the two megabytes that threads are given.
const STACK_BYTES: usize = 32 << 20;

thread_local! {
    /// Where the calling thread sends its work: each has one worker, for as long as that does not hang.
    static WORKER: RefCell<Option<Sender<Job>>> = const { RefCell::new(None) };
}

/// Runs `work` and gives what it returns; none where it takes longer than `limit`.
pub fn within<T: Send + 'static>(limit: Duration, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (done, result): (Sender<T>, Receiver<T>) = channel();
    let job: Job = Box::new(move || {
        // Whoever waited may have given up.
        let _ = done.send(work());
    });
    WORKER.with_borrow_mut(|worker| {
        let sent = match worker.take() {
            Some(sender) => sender.send(job).map(|()| sender).map_err(|unsent| unsent.0),
            None => Err(job),
        };
        let sender = match sent {
            Ok(sender) => sender,
            Err(job) => {
                let (sender, jobs) = channel::<Job>();
                let run = move || jobs.into_iter().for_each(|job| job());
                thread::Builder::new().stack_size(STACK_BYTES).spawn(run).ok()?;
                sender.send(job).ok()?;
                sender
            }
        };
        let result = result.recv_timeout(limit).ok()?;
        *worker = Some(sender);
        Some(result)
    })
}
