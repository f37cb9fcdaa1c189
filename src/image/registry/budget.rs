//! The time that one image may take, over all the requests that it takes.
//!
//! Not a deadline: who waits in a line behind others, or for the first question of a registry, is not running yet.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};
use tokio::time::Instant;

/// How long an image may take, and how long it took so far.
#[derive(Debug)]
pub(super) struct Budget {
    whole: Duration,
    spent: Mutex<Spent>,
}

#[derive(Debug, Default)]
struct Spent {
    before: Duration,
    /// Requests that run side by side take their time once.
    running: u32,
    since: Option<Instant>,
}

/// A request that runs, until it is dropped.
pub(super) struct Running<'b> {
    budget: &'b Budget,
    pub(super) deadline: Deadline,
}

/// When a request has to end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deadline {
    pub(super) at: Instant,
    /// The time that somebody said it may take.
    pub(super) allowed: Duration,
}

impl Budget {
    pub(super) fn new(whole: Duration) -> Self {
        Self { whole, spent: Mutex::default() }
    }

    /// Nothing is left.
    pub(super) fn is_spent(&self) -> bool {
        let spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        spent.before >= self.whole
    }

    /// The time for all requests.
    pub(super) const fn whole(&self) -> Duration {
        self.whole
    }

    /// Begins a request, which may take no more than one of so many parts of what is left.
    pub(super) fn start(&self, parts: u32) -> Running<'_> {
        let now = Instant::now();
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        let since = *spent.since.get_or_insert(now);
        spent.running += 1;
        let left = self.whole.saturating_sub(spent.before + (now - since)) / parts.max(1);
        let allowed = if parts > 1 { left } else { self.whole };
        Running { budget: self, deadline: Deadline { at: now + left, allowed } }
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        let mut spent = self.budget.spent.lock().unwrap_or_else(PoisonError::into_inner);
        spent.running = spent.running.saturating_sub(1);
        if spent.running == 0
            && let Some(since) = spent.since.take()
        {
            spent.before += since.elapsed();
        }
    }
}
