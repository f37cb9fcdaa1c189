//! The tags of a repository, page by page.
//!
//! Not what they are for. However much a registry says, what is read of it has an end.

use super::{Budget, Fault, Reference, Registry, wire::What};
use crate::image::reference::is_tag;
use serde::Deserialize;
use std::collections::HashSet;

/// More tags are not read.
const MOST: usize = 100_000;

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
        let places = self.access.places(repository);
        places.map_err(|blocked| Fault::Blocked { prefix: blocked.prefix })?;
        let name = self.kept_as(repository);
        let kept = self.cache.as_ref().and_then(|it| it.list(&name));
        let is_new = |at| self.client.is_none() || crate::image::cache::age(at) < self.max_age;
        match kept {
            Some((tags, at)) if is_new(at) => return Ok(Some(tags)),
            None if self.client.is_none() => {
                return Err(Fault::Offline { host: repository.host.clone() });
            }
            Some(_) | None => {}
        }
        let found = self.wait(1, self.pages(repository, budget))?;
        if let (Some(cache), Some(tags)) = (&self.cache, &found) {
            cache.note_list(&name, tags);
        }
        Ok(found)
    }

    async fn pages(
        &self,
        repository: &Reference,
        budget: &Budget,
    ) -> Result<Option<Vec<String>>, Fault> {
        let Some(client) = &self.client else { return Ok(None) };
        let (mut all, mut seen) = (Vec::new(), HashSet::new());
        let mut query = "n=1000".to_owned();
        loop {
            let answer = client.get(repository, What::Tags(&query), budget).await?;
            let Some(answer) = answer else { return Ok(None) };
            let page: Page = serde_json::from_slice(&answer.body).map_err(|error| {
                let clause = format!("its list of tags cannot be read: {error}");
                Fault::Odd { host: repository.host.clone(), clause }
            })?;
            let (page, before) = (page.tags.unwrap_or_default(), all.len());
            all.extend(page.into_iter().filter(|it| is_tag(it)).take(MOST - before));
            let next = answer.next_page();
            // One that leads in a circle does not go on for ever.
            seen.insert(query);
            let goes_on = all.len() > before && all.len() < MOST && seen.len() < MOST_PAGES;
            match next.filter(|it| goes_on && !seen.contains(it)) {
                Some(next) => query = next,
                None => return Ok(Some(all)),
            }
        }
    }
}
