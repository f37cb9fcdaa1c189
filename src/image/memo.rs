//! Answers that are worked out once, for many threads.
//!
//! Not a cache: nothing leaves it. While one thread works on an answer, others that want the same
//! one wait for it and the rest go on.

use foldhash::HashMap;
use std::{
    hash::Hash,
    sync::{Arc, OnceLock, PoisonError, RwLock},
};

/// From question to answer.
#[derive(Debug)]
pub(in crate::image) struct Memo<K, V>(RwLock<HashMap<K, Arc<OnceLock<V>>>>);

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<K: Hash + Eq + Clone, V: Clone> Memo<K, V> {
    /// The answer, worked out at the first call.
    pub(in crate::image) fn get(&self, key: &K, answer: impl FnOnce() -> V) -> V {
        self.slot(key).get_or_init(answer).clone()
    }

    /// What was asked for so far.
    pub(in crate::image) fn keys(&self) -> Vec<K> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).keys().cloned().collect()
    }

    fn slot(&self, key: &K) -> Arc<OnceLock<V>> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(slot) = known.get(key) {
            return Arc::clone(slot);
        }
        drop(known);
        let mut slots = self.0.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(slots.entry(key.clone()).or_default())
    }
}
