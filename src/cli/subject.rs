//! What `inspect` is pointed at: an image of a registry, of an image layout, or of an archive.
//!
//! Not what is shown of it. The names of the places are those that skopeo and podman use.

#![expect(
    clippy::disallowed_methods,
    reason = "the door: names are told from paths by what is there"
)]

use crate::{
    image::{
        archive::{Archive, Saved},
        layout::{self, Layout},
        manifest::{self, Document, Found},
        reference::Reference,
        registry::Registry,
    },
    inspect::View,
};
use std::path::Path;

/// An image, wherever it is.
pub(super) enum Subject<'r> {
    /// Of a registry.
    Registry(&'r Registry, Reference),
    /// Of a layout, by its name there.
    Layout(Box<Layout>, Option<String>),
    /// Of what `docker save` wrote.
    Saved(Box<Archive>, Saved),
}

impl<'r> Subject<'r> {
    /// Finds it by what the user wrote.
    pub(super) fn open(registry: &'r Registry, text: &str) -> Result<Self, String> {
        if let Some(rest) = text.strip_prefix("oci:") {
            let (path, name) = split(rest);
            let layout = layout::open(Path::new(path)).map_err(|error| error.to_string())?;
            return Ok(Self::Layout(Box::new(layout), name));
        }
        if let Some(rest) = text.strip_prefix("oci-archive:") {
            let (path, name) = split(rest);
            let layout =
                layout::open_archive(Path::new(path)).map_err(|error| error.to_string())?;
            return Ok(Self::Layout(Box::new(layout), name));
        }
        if let Some(rest) = text.strip_prefix("docker-archive:") {
            return saved(rest);
        }
        let reference = Reference::parse(text).map_err(|error| error.to_string())?;
        Ok(Self::Registry(registry, reference))
    }

    /// The index or manifest; of a saved image, the list that it is in.
    pub(super) fn document(&self) -> Result<Found, String> {
        match self {
            Self::Registry(registry, reference) => manifest_of(registry, reference),
            Self::Layout(layout, name) => layout.named(name.as_deref()),
            Self::Saved(archive, _) => {
                let body = archive.read("manifest.json")?;
                Ok(Found { digest: manifest::digest(&body), body })
            }
        }
    }

    /// Another document of the same place.
    pub(super) fn child(&self, digest: &str) -> Result<Found, String> {
        match self {
            Self::Registry(registry, reference) => {
                manifest_of(registry, &reference.with_digest(digest))
            }
            Self::Layout(layout, _) => layout.by_its_digest(digest),
            Self::Saved(archive, image) => archive.config(image),
        }
    }

    fn blob(&self, digest: &str) -> Result<Found, String> {
        let Self::Registry(registry, reference) = self else { return self.child(digest) };
        let found = registry.blob(reference, digest).map_err(|fault| fault.to_string())?;
        found.ok_or_else(|| format!("`{}` does not have its configuration", reference.host))
    }

    /// What is to be shown.
    pub(super) fn view(&self, name: &str) -> Result<View, String> {
        let platform = |config: &Found| manifest::config_platform(&config.body).ok();
        if let Self::Saved(archive, image) = self {
            let config = archive.config(image)?;
            return Ok(View::of_config(name, &config.digest, platform(&config)));
        }
        let found = self.document()?;
        let config = configured(&found)?.map(|digest| self.blob(&digest)).transpose()?;
        let platform = config.as_ref().and_then(platform);
        View::new(name, &found.digest, &found.body, platform).map_err(|error| error.to_string())
    }

    /// The manifest of its image; of several, the one that `choose` takes.
    pub(super) fn image(
        &self,
        name: &str,
        choose: impl FnOnce(&View) -> Result<String, String>,
    ) -> Result<Found, String> {
        let view = self.view(name)?;
        let digest = choose(&view)?;
        if digest == view.digest { self.document() } else { self.child(&digest) }
    }

    /// The configuration of its image; of several, the one that `choose` takes.
    pub(super) fn configuration(
        &self,
        choose: impl FnOnce(&View) -> Result<String, String>,
    ) -> Result<Vec<u8>, String> {
        if let Self::Saved(archive, image) = self {
            return Ok(archive.config(image)?.body);
        }
        let found = self.document()?;
        if let Some(digest) = configured(&found)? {
            return Ok(self.blob(&digest)?.body);
        }
        let view = View::new("", &found.digest, &found.body, None);
        let digest = choose(&view.map_err(|error| error.to_string())?)?;
        let digest = configured(&self.child(&digest)?)?.ok_or("its image has no configuration")?;
        Ok(self.blob(&digest)?.body)
    }
}

/// The path, and the name behind its last colon; `C:\\x` and paths that hold one are left whole.
fn split(text: &str) -> (&str, Option<String>) {
    match text.split_once(':') {
        _ if Path::new(text).exists() => (text, None),
        Some((path, name)) if path.len() > 1 => (path, Some(name.to_owned())),
        Some(_) | None => (text, None),
    }
}

/// Newer versions of docker save a layout as well, which tells more.
fn saved<'r>(text: &str) -> Result<Subject<'r>, String> {
    let (path, name) = split(text);
    let archive = Archive::open(Path::new(path)).map_err(|clause| format!("`{path}`: {clause}"))?;
    if archive.has("index.json") && archive.has("oci-layout") {
        let layout = layout::open_archive(Path::new(path)).map_err(|error| error.to_string())?;
        return Ok(Subject::Layout(Box::new(layout), name));
    }
    let images = archive.saved().map_err(|clause| format!("`{path}`: {clause}"))?;
    let fits = |image: &&Saved| name.as_ref().is_none_or(|name| image.is_called(name));
    let mut all = images.iter().filter(fits);
    match (all.next(), all.next()) {
        (Some(image), None) => Ok(Subject::Saved(Box::new(archive), image.clone())),
        (None, _) => Err(format!("`{path}` holds no such image; it has {}", names(&images))),
        (Some(_), Some(_)) => {
            let names = names(&images);
            Err(format!("`{path}` holds several images; write one behind it: {names}"))
        }
    }
}

fn names(images: &[Saved]) -> String {
    let all: Vec<&str> = images.iter().flat_map(Saved::tags).map(String::as_str).collect();
    if all.is_empty() { "none with a name".to_owned() } else { all.join(", ") }
}

fn manifest_of(registry: &Registry, reference: &Reference) -> Result<Found, String> {
    let found = registry.manifest(reference).map_err(|fault| fault.to_string())?;
    found.ok_or_else(|| format!("`{}` has none", reference.host))
}

/// The digest of an image's configuration; none for an index.
fn configured(found: &Found) -> Result<Option<String>, String> {
    match manifest::parse(&found.body).map_err(|error| error.to_string())? {
        Document::Manifest { config } => Ok(config.digest),
        Document::Index(_) | Document::Artifact => Ok(None),
    }
}
