//! Manifests and image layouts: real shapes, broken ones, hostile ones.

use anyarch::image::{
    Backend, Kind, Resolution, Resolver,
    layout::{self, Layout},
    manifest::{self, Declared, Document, ManifestError},
    reference::Reference,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::{fs, path::PathBuf};

const INDEX: &str = "application/vnd.oci.image.index.v1+json";
const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const CONFIG: &str = "application/vnd.oci.image.config.v1+json";

fn platforms(document: &Value) -> String {
    match manifest::parse(document.to_string().as_bytes()) {
        Ok(Document::Index(entries)) => {
            manifest::platforms(&entries).map(ToString::to_string).collect::<Vec<_>>().join(" ")
        }
        other => format!("{other:?}"),
    }
}

#[test]
fn indexes_of_both_kinds_are_read_leniently() {
    let entry = |os: &str, architecture: &str| json!({"platform": {"os": os, "architecture": architecture}});
    assert_eq!(
        platforms(
            &json!({"mediaType": INDEX, "manifests": [entry("linux", "amd64"), entry("linux", "aarch64")]})
        ),
        "linux/amd64 linux/arm64"
    );
    let list = "application/vnd.docker.distribution.manifest.list.v2+json";
    let odd = json!([entry("", "amd64"), {"platform": 7}, 7, null, {}, entry("unknown", "unknown"),
        {"platform": {"os": "linux", "architecture": "arm", "variant": "v6"}, "annotations": {"vnd.docker.reference.type": "attestation-manifest"}},
        {"platform": {"os": "windows", "architecture": "amd64", "os.version": "10.0.20348.1", "os.features": ["win32k", 5]}, "size": "x", "digest": 1}]);
    assert_eq!(
        platforms(&json!({"mediaType": list, "manifests": odd})),
        "windows(10.0.20348.1+win32k)/amd64"
    );
    assert_eq!(platforms(&json!({"manifests": null})), "");
    assert_eq!(platforms(&json!({"mediaType": INDEX})), "");
}

#[test]
fn entries_tell_why_they_are_no_platform() {
    let document = json!({"manifests": [{}, {"platform": {"os": "linux"}}, {"platform": {"os": "unknown", "architecture": "unknown"}}]});
    let Ok(Document::Index(entries)) = manifest::parse(document.to_string().as_bytes()) else {
        panic!()
    };
    let all: Vec<_> = entries.into_iter().map(|entry| entry.platform).collect();
    assert_eq!(all, [Declared::Nothing, Declared::Malformed, Declared::Attestation]);
}

#[test]
fn other_documents_are_told_apart() {
    let parse = |document: Value| manifest::parse(document.to_string().as_bytes());
    assert!(matches!(parse(json!({"config": {"digest": "x"}})), Ok(Document::Manifest { .. })));
    assert_eq!(
        parse(json!({"config": {"mediaType": "application/vnd.cncf.helm.config.v1+json"}})),
        Ok(Document::Artifact)
    );
    assert_eq!(parse(json!({"schemaVersion": 1, "fsLayers": []})), Err(ManifestError::Schema1));
    assert_eq!(parse(json!({"schemaVersion": 2})), Err(ManifestError::Foreign));
    assert_eq!(parse(json!({"errors": []})), Err(ManifestError::Foreign));
}

#[test]
fn hostile_bytes_are_refused() {
    let deep = "[".repeat(100_000);
    let nested = format!("{}{}", "{\"manifests\":[".repeat(50_000), "]}".repeat(50_000));
    for bytes in
        [b"".as_slice(), b"{", b"[]", b"7", b"\xff\xfe", deep.as_bytes(), nested.as_bytes()]
    {
        assert!(matches!(manifest::parse(bytes), Err(ManifestError::Json(_))));
        assert!(manifest::config_platform(bytes).is_err());
    }
    let large = vec![b' '; manifest::MAX_BYTES + 1];
    assert_eq!(manifest::parse(&large), Err(ManifestError::Large(large.len())));
}

/// A layout in a folder of its own, which goes when it is dropped.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Folder {
    fn new(name: &str) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("layout-{name}"));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("blobs/sha256")).unwrap();
        fs::write(path.join("oci-layout"), r#"{"imageLayoutVersion": "1.0.0"}"#).unwrap();
        Self(path)
    }

    fn blob(&self, media_type: &str, document: &Value) -> Value {
        let bytes = document.to_string();
        let hex: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        fs::write(self.0.join("blobs/sha256").join(&hex), &bytes).unwrap();
        json!({"mediaType": media_type, "digest": format!("sha256:{hex}"), "size": bytes.len()})
    }

    fn image(&self, architecture: &str) -> Value {
        let config = self.blob(CONFIG, &json!({"os": "linux", "architecture": architecture}));
        self.blob(MANIFEST, &json!({"mediaType": MANIFEST, "config": config, "layers": []}))
    }

    fn open(&self, entries: &[Value]) -> Layout {
        let index = json!({"schemaVersion": 2, "mediaType": INDEX, "manifests": entries});
        fs::write(self.0.join("index.json"), index.to_string()).unwrap();
        layout::open(&self.0).unwrap()
    }
}

fn named(mut descriptor: Value, key: &str, name: &str) -> Value {
    descriptor["annotations"] = json!({key: name});
    descriptor
}

fn with_platform(mut descriptor: Value, os: &str, architecture: &str) -> Value {
    descriptor["platform"] = json!({"os": os, "architecture": architecture});
    descriptor
}

const REF: &str = "org.opencontainers.image.ref.name";

fn answer(layout: &Layout, text: &str) -> String {
    match layout.find(&Reference::parse(text).unwrap()) {
        None => "not there".to_owned(),
        Some(Err(error)) => error.to_string(),
        Some(Ok(image)) => {
            let platforms: Vec<_> = image.platforms.iter().map(ToString::to_string).collect();
            format!("{:?} {}", image.kind, platforms.join(" "))
        }
    }
}

#[test]
fn layouts_answer_by_name_and_by_digest() {
    let folder = Folder::new("names");
    let (amd64, arm64) = (folder.image("amd64"), folder.image("arm64"));
    let index = folder.blob(
        INDEX,
        &json!({"mediaType": INDEX, "manifests": [
            with_platform(amd64.clone(), "linux", "amd64"),
            arm64,
            with_platform(folder.image("s390x"), "unknown", "unknown"),
        ]}),
    );
    let nested = folder.blob(INDEX, &json!({"mediaType": INDEX, "manifests": [index]}));
    let deep = folder.blob(INDEX, &json!({"mediaType": INDEX, "manifests": [nested.clone()]}));
    let layout = folder.open(&[
        named(deep, REF, "own/deep:1"),
        named(index.clone(), "io.containerd.image.name", "docker.io/own/thing:1"),
        named(amd64.clone(), REF, "own/single:2"),
        named(nested, REF, "own/nested:1"),
    ]);
    assert_eq!(answer(&layout, "own/thing:1"), "Index linux/amd64 linux/arm64");
    assert_eq!(answer(&layout, "own/single:2"), "Manifest linux/amd64");
    assert_eq!(answer(&layout, "own/nested:1"), "Index linux/amd64 linux/arm64");
    assert!(answer(&layout, "own/deep:1").ends_with("its indexes lie too deep in each other"));
    assert_eq!(answer(&layout, "own/other:1"), "not there");
    let digest = |descriptor: &Value| descriptor["digest"].as_str().unwrap().to_owned();
    assert_eq!(
        answer(&layout, &format!("any:1@{}", digest(&index))),
        "Index linux/amd64 linux/arm64"
    );
    assert_eq!(answer(&layout, &format!("any@{}", digest(&amd64))), "Manifest linux/amd64");
    let resolver = Resolver::new(vec![Backend::Layout(layout)]);
    let found = resolver.resolve(&Reference::parse("own/thing:1").unwrap());
    assert!(matches!(&*found, Resolution::Found(image) if image.kind == Kind::Index));
}

#[test]
fn damaged_layouts_are_unknown_and_say_why() {
    let folder = Folder::new("damage");
    let image = folder.image("amd64");
    let mut wrong = folder.image("arm64");
    wrong["size"] = json!(3);
    let mut escape = image.clone();
    escape["digest"] = json!("sha256:../../../../etc/passwd");
    let mut gone = image.clone();
    gone["digest"] = json!(format!("sha256:{}", "0".repeat(64)));
    let chart = folder.blob(MANIFEST, &json!({"artifactType": "x", "config": {}}));
    let changed = folder.blob(MANIFEST, &json!({"config": {"digest": "x", "a": 1}}));
    let path = folder.0.join("blobs").join(changed["digest"].as_str().unwrap().replace(':', "/"));
    fs::write(&path, r#"{"config":{"b":1,"digest":"x"}}"#).unwrap();
    let all = [
        ("wrong", wrong),
        ("escape", escape),
        ("gone", gone),
        ("chart", chart),
        ("changed", changed),
    ];
    let layout = folder
        .open(&all.map(|(name, descriptor)| named(descriptor, REF, &format!("own/{name}:1"))));
    for (name, part) in [
        ("wrong", "bytes instead of 3"),
        ("escape", "an entry has no usable digest"),
        ("gone", "does not exist"),
        ("chart", "names no platform"),
        ("changed", "has other contents"),
    ] {
        let message = answer(&layout, &format!("own/{name}:1"));
        assert!(
            message.starts_with("the image layout `") && message.contains(part),
            "{name}: {message}"
        );
    }
    let resolver = Resolver::new(vec![Backend::Layout(layout)]);
    let found = resolver.resolve(&Reference::parse("own/gone:1").unwrap());
    assert!(matches!(&*found, Resolution::Unknown(_)));
}

#[cfg(unix)]
#[test]
fn links_out_of_a_layout_are_refused() {
    let folder = Folder::new("links");
    let image = folder.image("amd64");
    let blob = folder.0.join("blobs").join(image["digest"].as_str().unwrap().replace(':', "/"));
    let outside = Folder::new("outside");
    fs::rename(&blob, outside.0.join("stolen")).unwrap();
    std::os::unix::fs::symlink(outside.0.join("stolen"), &blob).unwrap();
    let layout = folder.open(&[named(image, REF, "own/thing:1")]);
    assert!(answer(&layout, "own/thing:1").contains("leads out of the layout"));
}

#[test]
fn folders_that_are_no_layouts_are_refused() {
    let folder = Folder::new("none");
    let open = || layout::open(&folder.0).unwrap_err().to_string();
    assert!(open().contains("`index.json` does not exist"), "{}", open());
    fs::write(folder.0.join("index.json"), r#"{"config": {}}"#).unwrap();
    assert!(open().contains("`index.json` is not an image index"), "{}", open());
    fs::write(folder.0.join("index.json"), "[".repeat(9999)).unwrap();
    assert!(open().contains("`index.json`: it is not a JSON object"), "{}", open());
    fs::write(folder.0.join("oci-layout"), r#"{"imageLayoutVersion": "2.0.0"}"#).unwrap();
    assert!(open().contains("has version `2.0.0`"), "{}", open());
    assert!(layout::open("no/such/folder".as_ref()).is_err());
}
