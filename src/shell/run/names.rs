//! The variables of a run.
//!
//! Not a map that is copied at each branch: what is set is noted with what was there before, so that the way back costs
//! as much as the way there.

use crate::shell::value::Value;
use foldhash::HashMap;
use std::{collections::HashSet, rc::Rc};

/// Variables with their values, and how to get back.
#[derive(Default)]
pub(super) struct Names {
    now: HashMap<Rc<str>, Value>,
    /// What was set, with the value before, in order.
    log: Vec<(Rc<str>, Option<Value>)>,
}

/// A state to get back to.
#[derive(Clone, Copy)]
pub(super) struct Mark(usize);

impl Names {
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.now.get(name)
    }

    pub(super) fn set(&mut self, name: Rc<str>, value: Value) {
        let before = self.now.insert(Rc::clone(&name), value);
        self.log.push((name, before));
    }

    pub(super) const fn mark(&self) -> Mark {
        Mark(self.log.len())
    }

    /// All is as it was.
    pub(super) fn back_to(&mut self, mark: Mark) {
        for (name, before) in self.log.drain(mark.0..).rev() {
            match before {
                Some(value) => self.now.insert(name, value),
                None => self.now.remove(&name),
            };
        }
    }

    /// What was set since may be so, or as it was before.
    pub(super) fn blur(&mut self, mark: Mark, by_platform: bool) {
        let mut seen: HashSet<&str> = HashSet::new();
        for (name, before) in self.log.get(mark.0..).unwrap_or_default() {
            // The first time tells what was before all.
            if !seen.insert(name) {
                continue;
            }
            if let Some(value) = self.now.get_mut(name)
                && before.as_ref() != Some(value)
            {
                let by_platform = by_platform
                    || value.by_platform()
                    || before.as_ref().is_some_and(Value::by_platform);
                *value = Value::unknown(by_platform);
            }
        }
    }
}
