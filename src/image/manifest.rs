//! Image indexes, image manifests and image configurations, read from bytes.
//!
//! Not a registry client, and not a typed model of the OCI specification: registries hold documents
//! that break it, so every field may be missing or of another type, and an odd entry spoils only
//! itself. Attestations are no platforms: they are known by their annotation, or else by
//! `unknown/unknown`.

use super::Flaw;
use crate::platform::Platform;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The largest document that is read, in bytes; registries refuse larger manifests.
pub const MAX_BYTES: usize = 4 << 20;

/// Media types of image configurations, of the OCI and of Docker.
const IMAGE_CONFIGS: [&str; 2] =
    ["application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json"];

const REFERENCE_TYPE: &str = "vnd.docker.reference.type";

/// A document, byte by byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its digest.
    pub digest: String,
    /// The bytes.
    pub body: Vec<u8>,
}

/// Why bytes are not a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ManifestError {
    /// More than `MAX_BYTES`.
    #[error("it has {0} bytes; at most {MAX_BYTES} are read")]
    Large(usize),
    /// Not a JSON object.
    #[error("it is not a JSON object: {0}")]
    Json(String),
    /// A JSON object of another kind.
    #[error("it is neither an image index nor an image manifest")]
    Foreign,
    /// The format before 2017; no current builder takes it.
    #[error("it is a schema 1 manifest, which current builders refuse; push the image again")]
    Schema1,
}

/// A document that a reference can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    /// An OCI image index or a Docker manifest list.
    Index(Vec<Entry>),
    /// An OCI or Docker image manifest.
    Manifest {
        /// The image configuration, which says the platform.
        config: Descriptor,
    },
    /// A manifest of something that is no image: a signature, a chart.
    Artifact,
}

/// A pointer to another document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Descriptor {
    /// Its media type.
    pub media_type: Option<String>,
    /// Its digest.
    pub digest: Option<String>,
    /// Its size in bytes.
    pub size: Option<u64>,
    /// Its annotations, as far as they are texts.
    pub annotations: Vec<(String, String)>,
}

/// An entry of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it points to.
    pub descriptor: Descriptor,
    /// What it says of its platform.
    pub platform: Declared,
}

/// What an entry says of its platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Declared {
    /// It runs there.
    Platform(Platform),
    /// Nothing; the image configuration would say.
    Nothing,
    /// It is an attestation or another artefact about an image.
    Attestation,
    /// Something that is not a platform, such as one without an operating system.
    Malformed,
}

/// Reads an image index or an image manifest, of the OCI or of Docker.
///
/// # Errors
/// When the bytes are something else.
pub fn parse(bytes: &[u8]) -> Result<Document, ManifestError> {
    let value = object(bytes)?;
    let media_type = text(&value, "mediaType").unwrap_or_default();
    let is_index = media_type.contains("image.index") || media_type.contains("manifest.list");
    if is_index || value.get("manifests").is_some() {
        return Ok(Document::Index(list(&value, "manifests").iter().map(entry).collect()));
    }
    if value.get("fsLayers").is_some()
        || value.get("schemaVersion").and_then(Value::as_u64) == Some(1)
    {
        return Err(ManifestError::Schema1);
    }
    match value.get("config") {
        _ if value.get("artifactType").is_some() => Ok(Document::Artifact),
        Some(config @ Value::Object(_)) => Ok(manifest(descriptor(config))),
        _ => Err(ManifestError::Foreign),
    }
}

/// The platform that an image configuration states.
///
/// # Errors
/// When the bytes are not a configuration, or it names no operating system or architecture.
pub fn config_platform(bytes: &[u8]) -> Result<Platform, ManifestError> {
    match declared(&object(bytes)?) {
        Declared::Platform(platform) => Ok(platform),
        Declared::Nothing | Declared::Attestation | Declared::Malformed => {
            Err(ManifestError::Foreign)
        }
    }
}

/// The platforms of an index in its order; attestations and malformed entries are left out.
pub fn platforms(entries: &[Entry]) -> impl Iterator<Item = &Platform> {
    entries.iter().filter_map(|entry| match &entry.platform {
        Declared::Platform(platform) => Some(platform),
        Declared::Nothing | Declared::Attestation | Declared::Malformed => None,
    })
}

/// What is wrong with the entries of an index.
#[must_use]
pub fn flaws(entries: &[Entry]) -> Vec<Flaw> {
    let malformed = entries.iter().filter(|it| it.platform == Declared::Malformed);
    let flaw =
        |it: &Entry| Flaw::Malformed { digest: it.descriptor.digest.clone().unwrap_or_default() };
    malformed.map(flaw).collect()
}

impl Descriptor {
    /// The value of an annotation.
    #[must_use]
    pub fn annotation(&self, key: &str) -> Option<&str> {
        self.annotations.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }
}

/// The digest of bytes, as registries write it.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    format!("sha256:{:x}", Sha256::digest(bytes))
}

fn object(bytes: &[u8]) -> Result<Value, ManifestError> {
    if bytes.len() > MAX_BYTES {
        return Err(ManifestError::Large(bytes.len()));
    }
    match serde_json::from_slice(bytes) {
        Ok(value @ Value::Object(_)) => Ok(value),
        Ok(_) => Err(ManifestError::Json("another value".to_owned())),
        Err(error) => Err(ManifestError::Json(error.to_string())),
    }
}

/// An image has an image configuration; one without a media type is taken for it.
fn manifest(config: Descriptor) -> Document {
    let media_type = config.media_type.as_deref().unwrap_or(IMAGE_CONFIGS[0]);
    if IMAGE_CONFIGS.contains(&media_type) {
        Document::Manifest { config }
    } else {
        Document::Artifact
    }
}

fn entry(value: &Value) -> Entry {
    let descriptor = descriptor(value);
    let attests = descriptor.annotation(REFERENCE_TYPE).is_some();
    let platform = match value.get("platform") {
        _ if attests => Declared::Attestation,
        None | Some(Value::Null) => Declared::Nothing,
        Some(platform) => declared(platform),
    };
    Entry { descriptor, platform }
}

fn descriptor(value: &Value) -> Descriptor {
    let annotations = value.get("annotations").and_then(Value::as_object).into_iter().flatten();
    Descriptor {
        media_type: text(value, "mediaType").map(str::to_owned),
        digest: text(value, "digest").map(str::to_owned),
        size: value.get("size").and_then(Value::as_u64),
        annotations: annotations
            .filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned())))
            .collect(),
    }
}

fn declared(value: &Value) -> Declared {
    let field = |key| text(value, key).unwrap_or_default();
    let features = list(value, "os.features").iter().filter_map(Value::as_str).map(str::to_owned);
    match (field("os"), field("architecture")) {
        ("unknown", "unknown") => Declared::Attestation,
        ("", _) | (_, "") => Declared::Malformed,
        (os, architecture) => Declared::Platform(
            Platform::with_variant(os, architecture, field("variant"))
                .with_os_details(field("os.version"), &features.collect::<Vec<_>>()),
        ),
    }
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key)?.as_str()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
