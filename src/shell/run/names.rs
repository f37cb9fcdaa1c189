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

/// What one of several ways sets.
pub(super) type Way = HashMap<Rc<str>, Value>;

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

    /// What was set since, each at its last value; all is as it was.
    pub(super) fn take(&mut self, mark: Mark) -> Way {
        let set = self.log.get(mark.0..).unwrap_or_default();
        let last = |(name, _): &(Rc<str>, _)| Some((Rc::clone(name), self.now.get(name)?.clone()));
        let way = set.iter().filter_map(last).collect();
        self.back_to(mark);
        way
    }

    /// One of several ways was taken, nobody knows which.
    pub(super) fn join(&mut self, ways: &[Way], by_platform: bool) {
        let names: HashSet<&Rc<str>> = ways.iter().flat_map(HashMap::keys).collect();
        for name in names {
            let before = self.now.get(name);
            let values: Vec<_> = ways.iter().map(|way| way.get(name).or(before)).collect();
            let asks = values.iter().flatten().any(|it| it.by_platform());
            let value = match values.into_iter().collect::<Option<Vec<_>>>() {
                Some(all) if !by_platform => Value::either(&all),
                Some(_) | None => Value::unknown(by_platform || asks),
            };
            self.set(Rc::clone(name), value);
        }
    }
}
