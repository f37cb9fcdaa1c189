//! How far the questions to registries are, for a person at a terminal.
//!
//! Not a log: the line goes when all is done, and where nobody watches nothing is written.

use crate::image::registry::Watch;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::{Mutex, PoisonError};

/// One line on standard error.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
    again: Mutex<u32>,
}

impl Progress {
    pub(super) fn new() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{pos} of {len} images resolved{msg}") {
            bar.set_style(style);
        }
        Self { bar, again: Mutex::default() }
    }
}

impl Watch for Progress {
    fn begin(&self, images: usize) {
        self.bar.reset();
        self.bar.set_length(images as u64);
    }

    fn asks(&self, host: &str) {
        let again = *self.again.lock().unwrap_or_else(PoisonError::into_inner);
        let again = match again {
            0 => String::new(),
            1 => ", 1 retry".to_owned(),
            many => format!(", {many} retries"),
        };
        self.bar.set_message(format!(", asking {host}{again}"));
    }

    fn asks_again(&self, host: &str) {
        *self.again.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.asks(host);
    }

    fn resolved(&self) {
        self.bar.inc(1);
    }

    fn end(&self) {
        self.bar.finish_and_clear();
    }
}
