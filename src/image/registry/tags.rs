//! The tags of a repository, page by page.
//!
//! Not what they are for. However much a registry says, what is read of it has an end.

use super::{Budget, Fault, Reference, Registry, wire::What};
use crate::image::{cache, reference::is_tag};
use serde::Deserialize;
use std::collections::HashSet;

/// More tags are not read.
pub const MOST_TAGS: usize = 100_000;

/// Some registries have pages without any.
const MOST_EMPTY: u32 = 10;

/// More pages are not asked for.
const MOST_PAGES: usize = 200;

/// A page of tags.
#[derive(Deserialize)]
struct Page {
    tags: Option<Vec<String>>,
}

impl Registry {
    /// The tags of a repository in the order of its registry; `None` where there is no such repository.
    ///
    /// # Errors
    /// When the registry gives no answer, or nobody may ask and nothing was kept.
    pub fn tags(&self, repository: &Reference) -> Result<Option<Vec<String>>, Fault> {
        self.listed(repository, &Budget::new(self.timeout))
    }

    /// The same, asked for once, and `None` also where the registry does not tell.
    #[must_use]
    pub fn known_tags(&self, repository: &Reference) -> Option<Vec<String>> {
        let name = Reference { tag: None, digest: None, ..repository.clone() };
        let budget = self.budget_of_hints(&name.host);
        self.tags.get(&name, || self.listed(&name, &budget).ok().flatten())
    }

    fn listed(
        &self,
        repository: &Reference,
        budget: &Budget,
    ) -> Result<Option<Vec<String>>, Fault> {
        let places = self.access.places(repository)?;
        let cache = self.cache.as_ref();
        let mut kept = places.iter().filter_map(|it| cache?.list(&it.reference));
        let is_new = |at| self.client.is_none() || cache::age(at) < self.max_age;
        match kept.next() {
            Some((tags, at)) if is_new(at) => return Ok(Some(tags)),
            None if self.client.is_none() => {
                return Err(Fault::Offline { host: repository.host.clone() });
            }
            Some(_) | None => {}
        }
        let found = self.wait(1, self.pages(repository, budget))?;
        if let (Some(cache), Some((tags, place))) = (cache, &found) {
            cache.note_list(place, tags);
        }
        Ok(found.map(|(tags, _)| tags))
    }

    /// All tags, and what the repository is called where they are from.
    async fn pages(
        &self,
        repository: &Reference,
        budget: &Budget,
    ) -> Result<Option<(Vec<String>, Reference)>, Fault> {
        let Some(client) = &self.client else { return Ok(None) };
        let (mut all, mut known) = (Vec::new(), HashSet::new());
        let (mut seen, mut empty) = (HashSet::new(), 0);
        let mut query = "n=1000".to_owned();
        loop {
            let answer = client.get(repository, What::Tags(&query), budget).await?;
            let Some(answer) = answer else { return Ok(None) };
            let page: Page = serde_json::from_slice(&answer.body).map_err(|error| {
                let clause = format!("its list of tags cannot be read: {error}");
                Fault::Odd { host: repository.host.clone(), clause }
            })?;
            let before = all.len();
            let page = page.tags.unwrap_or_default().into_iter().filter(|it| is_tag(it));
            let new = page.filter(|it| known.insert(it.clone()));
            all.extend(new.take(MOST_TAGS - before));
            empty += u32::from(all.len() == before);
            let next = answer.next_page();
            // One that leads in a circle does not go on for ever.
            seen.insert(query);
            let goes_on = empty < MOST_EMPTY && all.len() < MOST_TAGS && seen.len() < MOST_PAGES;
            let Some(next) = next.filter(|it| goes_on && !seen.contains(it)) else {
                let place = answer.place.unwrap_or_else(|| repository.clone());
                return Ok(Some((all, place)));
            };
            query = next;
        }
    }
}
