//! What a reference names, for a person: its platforms, or the one image that a client of a platform would take.
//!
//! Not a check: nothing here is a finding. Attestations are shown with the image that they are about.

use crate::{
    image::{
        Image, Kind, Source,
        manifest::{self, Declared, Document, Entry, ManifestError},
    },
    platform::{self, Platform, Verdict},
    render::escape::escape,
};
use foldhash::HashMap;
use serde_json::{Value, json};
use std::{fmt::Write, io};

/// An index or a manifest.
#[derive(Clone, Debug)]
pub struct View {
    /// The reference as the user wrote it.
    pub reference: String,
    /// The digest of the document.
    pub digest: String,
    /// What it is.
    pub kind: Kind,
    /// Its images; of a manifest, itself.
    pub rows: Vec<Row>,
}

/// An image of an index.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it says of its platform; `None` where it says nothing, or nothing that is one.
    pub platform: Option<Platform>,
    /// The digest of its manifest.
    pub digest: String,
    /// The size of its manifest in bytes.
    pub size: Option<u64>,
    /// Its annotations.
    pub annotations: Vec<(String, String)>,
    /// How many attestations are about it.
    pub attestations: usize,
}

/// What a client of a platform would take.
#[derive(Clone, Debug)]
pub struct Chosen<'v> {
    /// The image; `None` where there is none for it.
    pub row: Option<&'v Row>,
    /// How well it fits.
    pub verdict: Verdict,
}

const ABOUT: &str = "vnd.docker.reference.digest";

/// A tag of a repository.
#[derive(Clone, Debug)]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// What it names; `None` where that could not be had.
    pub image: Option<Image>,
}

impl View {
    /// One image of which only the configuration is known.
    #[must_use]
    pub fn of_config(reference: &str, digest: &str, platform: Option<Platform>) -> Self {
        let (digest, size) = (digest.to_owned(), None);
        let (annotations, attestations) = (Vec::new(), 0);
        let row = Row { platform, digest: digest.clone(), size, annotations, attestations };
        let reference = reference.to_owned();
        Self { reference, digest, kind: Kind::Manifest, rows: vec![row] }
    }

    /// Reads an index. A manifest is to be asked for its configuration first: `platform` is what that says.
    ///
    /// # Errors
    /// When the bytes are neither an index nor an image.
    pub fn new(
        reference: &str,
        digest: &str,
        bytes: &[u8],
        platform: Option<Platform>,
    ) -> Result<Self, ManifestError> {
        let (kind, rows) = match manifest::parse(bytes)? {
            Document::Index(entries) => (Kind::Index, rows(&entries)),
            Document::Manifest { .. } | Document::Artifact => {
                let digest = digest.to_owned();
                let size = Some(bytes.len() as u64);
                let (annotations, attestations) = (Vec::new(), 0);
                (Kind::Manifest, vec![Row { platform, digest, size, annotations, attestations }])
            }
        };
        Ok(Self { reference: reference.to_owned(), digest: digest.to_owned(), kind, rows })
    }

    /// What a client of this platform would take.
    #[must_use]
    pub fn choose(&self, wanted: &Platform) -> Chosen<'_> {
        let all: Vec<(&Row, Platform)> =
            self.rows.iter().filter_map(|row| Some((row, row.platform.clone()?))).collect();
        let platforms: Vec<Platform> = all.iter().map(|(_, platform)| platform.clone()).collect();
        match platform::select(wanted, &platforms) {
            Some((at, verdict)) => Chosen { row: all.get(at).map(|(row, _)| *row), verdict },
            None => Chosen { row: None, verdict: Verdict::Missing },
        }
    }
}

/// The images of an index; what is about one is counted with it.
fn rows(entries: &[Entry]) -> Vec<Row> {
    let is_about = |entry: &&Entry| entry.platform == Declared::Attestation;
    let mut about: HashMap<&str, usize> = HashMap::default();
    for digest in entries.iter().filter(is_about).filter_map(|it| it.descriptor.annotation(ABOUT)) {
        *about.entry(digest).or_default() += 1;
    }
    let row = |entry: &Entry| {
        let digest = entry.descriptor.digest.clone().unwrap_or_default();
        let platform = match &entry.platform {
            Declared::Platform(platform) => Some(platform.clone()),
            Declared::Nothing | Declared::Malformed | Declared::Attestation => None,
        };
        Row {
            platform,
            attestations: about.get(&*digest).copied().unwrap_or_default(),
            digest,
            size: entry.descriptor.size,
            annotations: entry.descriptor.annotations.clone(),
        }
    };
    entries.iter().filter(|it| !is_about(it)).map(row).collect()
}

/// Writes a table.
///
/// # Errors
/// When the output is gone.
pub fn table(view: &View, out: &mut dyn io::Write) -> io::Result<()> {
    head(view, out)?;
    let names: Vec<String> = view.rows.iter().map(name).collect();
    let widest = names.iter().map(String::len).max().unwrap_or_default();
    for (row, name) in view.rows.iter().zip(&names) {
        let mut line = format!("  {name:widest$}  {}", escape(&row.digest));
        if let Some(size) = row.size {
            let _ = write!(line, "  {size} B");
        }
        match row.attestations {
            0 => {}
            1 => line.push_str("  1 attestation"),
            many => {
                let _ = write!(line, "  {many} attestations");
            }
        }
        writeln!(out, "{line}")?;
        for (key, value) in &row.annotations {
            writeln!(out, "  {:widest$}    {} = {}", "", escape(key), escape(value))?;
        }
    }
    Ok(())
}

fn head(view: &View, out: &mut dyn io::Write) -> io::Result<()> {
    let (name, kind) = (escape(&view.reference), kind_name(view.kind));
    writeln!(out, "{name}: {kind}, {}", escape(&view.digest))
}

const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Index => "index",
        Kind::Manifest | Kind::Unknown => "one image",
    }
}

/// Writes a table with a column for each image: digests that are the same are the same image.
///
/// # Errors
/// When the output is gone.
pub fn side_by_side(views: &[View], out: &mut dyn io::Write) -> io::Result<()> {
    let mut names: Vec<String> = Vec::new();
    // For each name, its row in each image: the first of that name.
    let mut rows: HashMap<String, Vec<Option<&Row>>> = HashMap::default();
    for (at, view) in views.iter().enumerate() {
        head(view, out)?;
        for row in &view.rows {
            let all = rows.entry(name(row)).or_insert_with_key(|name| {
                names.push(name.clone());
                vec![None; views.len()]
            });
            if let Some(place @ None) = all.get_mut(at) {
                *place = Some(row);
            }
        }
    }
    let widest = names.iter().map(String::len).max().unwrap_or_default();
    let heads = views.iter().map(|it| escape(&it.reference).into_owned());
    let heads: Vec<String> = heads.collect();
    let width = |head: &String| head.chars().count().max(DIGITS);
    let mut line = format!("  {:widest$}", "");
    for head in &heads {
        let _ = write!(line, "  {head:0$}", width(head));
    }
    writeln!(out, "{}", line.trim_end())?;
    for wanted in &names {
        let mut line = format!("  {wanted:widest$}");
        for (row, head) in rows.get(wanted).into_iter().flatten().zip(&heads) {
            let digest = row.map_or("-".into(), |it| escape(short(&it.digest)));
            let _ = write!(line, "  {digest:0$}", width(head));
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// As many digits of a digest tell two apart.
const DIGITS: usize = 12;

fn short(digest: &str) -> &str {
    let digits = digest.split_once(':').map_or(digest, |(_, digits)| digits);
    digits.get(..DIGITS).unwrap_or(digits)
}

/// Writes the tags of a repository, one a line.
///
/// # Errors
/// When the output is gone.
pub fn tags(repository: &str, tags: &[Tag], out: &mut dyn io::Write) -> io::Result<()> {
    let count = if tags.len() == 1 { "1 tag".to_owned() } else { format!("{} tags", tags.len()) };
    writeln!(out, "{}: {count}", escape(repository))?;
    let widest = tags.iter().map(|it| it.name.len()).max().unwrap_or_default();
    for tag in tags {
        let Some(image) = &tag.image else {
            writeln!(out, "  {:widest$}  not known", escape(&tag.name))?;
            continue;
        };
        let platforms: Vec<String> = image.platforms.iter().map(ToString::to_string).collect();
        let (name, digest) = (escape(&tag.name), escape(short(digest(image))));
        let platforms = platforms.join(", ");
        let kind = kind_name(image.kind);
        writeln!(out, "  {name:widest$}  {digest}  {kind:9}  {}", escape(&platforms))?;
    }
    Ok(())
}

/// The tags of a repository as JSON.
#[must_use]
pub fn tags_to_json(repository: &str, tags: &[Tag]) -> Value {
    let tag = |tag: &Tag| {
        let image = tag.image.as_ref();
        let platforms =
            image.map(|it| it.platforms.iter().map(Platform::to_string).collect::<Vec<_>>());
        json!({
            "tag": tag.name,
            "digest": image.map(digest),
            "kind": image.map(|it| if it.kind == Kind::Index { "index" } else { "manifest" }),
            "platforms": platforms,
        })
    };
    json!({ "repository": repository, "tags": tags.iter().map(tag).collect::<Vec<_>>() })
}

fn digest(image: &Image) -> &str {
    match &image.source {
        Source::Registry { digest, .. } | Source::Lock { digest, .. } => digest,
        Source::Snapshot { .. } | Source::File { .. } | Source::Layout { .. } => "",
    }
}

/// As containerd writes it: `windows(10.0.20348.2700)/amd64`.
fn name(row: &Row) -> String {
    let platform = row.platform.as_ref().map(ToString::to_string);
    platform.map_or_else(|| "no platform".to_owned(), |it| escape(&it).into_owned())
}

/// The line for a platform that was asked for; `of` names the image where there are several.
#[must_use]
pub fn choice(view: &View, of: Option<&str>, wanted: &Platform) -> String {
    let Chosen { row, verdict } = view.choose(wanted);
    let of = of.map(|it| format!("{}, ", escape(it))).unwrap_or_default();
    match (row, verdict) {
        (Some(row), Verdict::Exact) => {
            format!("  {of}{wanted}: exact, {} is for it", escape(&row.digest))
        }
        (Some(row), _) => format!(
            "  {of}{wanted}: fallback, {} is taken instead, which is for {}",
            escape(&row.digest),
            name(row)
        ),
        (None, _) => format!("  {of}{wanted}: none of its images is for it"),
    }
}

/// As JSON.
#[must_use]
pub fn to_json(view: &View, wanted: &[Platform]) -> Value {
    let row = |row: &Row| {
        let platform = row.platform.as_ref();
        json!({
            "platform": platform.map(Platform::to_string),
            "os.version": platform.map(|it| it.os_version.clone()).filter(|it| !it.is_empty()),
            "digest": row.digest,
            "size": row.size,
            "annotations": row.annotations.iter().cloned().collect::<std::collections::BTreeMap<_, _>>(),
            "attestations": row.attestations,
        })
    };
    let chosen = |wanted: &Platform| {
        let Chosen { row, verdict } = view.choose(wanted);
        let verdict = match verdict {
            Verdict::Exact => "exact",
            Verdict::Fallback => "fallback",
            Verdict::Missing => "none",
        };
        json!({ "platform": wanted.to_string(), "verdict": verdict, "digest": row.map(|it| &it.digest) })
    };
    json!({
        "reference": view.reference,
        "digest": view.digest,
        "kind": if view.kind == Kind::Index { "index" } else { "manifest" },
        "images": view.rows.iter().map(row).collect::<Vec<_>>(),
        "chosen": wanted.iter().map(chosen).collect::<Vec<_>>(),
    })
}
