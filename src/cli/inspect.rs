//! `anyarch inspect`: what references name.
//!
//! Not the tables themselves. References are asked for one after the other, and the first that cannot be had does not
//! keep the others from being shown.

use super::{
    End, Trouble, args::InspectArguments, complain, network, platforms::platforms, project::Project,
};
use crate::{
    image::{
        manifest::{self, Document},
        reference::Reference,
        registry::{Found, Registry},
    },
    inspect::{self, View},
    platform::Platform,
};
use std::io::{self, Write};

pub(super) fn run(arguments: &InspectArguments) -> Result<End, Trouble> {
    let online = network::is_online(&arguments.network, None, true);
    let references = arguments.references.iter().filter_map(|it| Reference::parse(it).ok());
    let asks = (online, &references.map(|it| it.host).collect());
    let registry = network::registry(&arguments.network, &Project::find(None)?, asks)?;
    let wanted = platforms(&arguments.platform)?;
    let stdout = io::stdout();
    let mut out = stdout.lock();
    let mut end = End::Clean;
    let mut all = Vec::new();
    for name in &arguments.references {
        let found = if arguments.config {
            configuration(&registry, name, &wanted).map(Shown::Bytes)
        } else if arguments.raw {
            manifest_of(&registry, name).map(|(_, found)| Shown::Bytes(found.body))
        } else {
            view(&registry, name).map(Shown::View)
        };
        match found {
            Ok(Shown::Bytes(bytes)) => out.write_all(&bytes)?,
            Ok(Shown::View(view)) => all.push(view),
            Err(clause) => end = failed(name, &clause),
        }
    }
    if !arguments.raw && !arguments.config {
        show(&all, &wanted, arguments.json, &mut out)?;
    }
    let lacks = |view: &View| wanted.iter().any(|it| view.choose(it).row.is_none());
    let is_clean = matches!(end, End::Clean);
    Ok(if is_clean && all.iter().any(lacks) { End::Findings } else { end })
}

enum Shown {
    /// As the registry has them.
    Bytes(Vec<u8>),
    View(View),
}

fn manifest_of(registry: &Registry, name: &str) -> Result<(Reference, Found), String> {
    let reference = Reference::parse(name).map_err(|error| error.to_string())?;
    let found = registry.manifest(&reference).map_err(|fault| fault.to_string())?;
    let absent = || format!("`{}` has none", reference.host);
    let found = found.ok_or_else(absent)?;
    Ok((reference, found))
}

/// The digest of an image's configuration; none for an index.
fn configured(found: &Found) -> Result<Option<String>, String> {
    match manifest::parse(&found.body).map_err(|error| error.to_string())? {
        Document::Manifest { config } => Ok(config.digest),
        Document::Index(_) | Document::Artifact => Ok(None),
    }
}

fn blob(registry: &Registry, reference: &Reference, digest: &str) -> Result<Found, String> {
    let found = registry.blob(reference, digest).map_err(|fault| fault.to_string())?;
    found.ok_or_else(|| format!("`{}` does not have its configuration", reference.host))
}

fn view(registry: &Registry, name: &str) -> Result<View, String> {
    let (reference, found) = manifest_of(registry, name)?;
    let platform = match configured(&found)? {
        Some(digest) => {
            let config = blob(registry, &reference, &digest)?;
            manifest::config_platform(&config.body).ok()
        }
        None => None,
    };
    View::new(name, &found.digest, &found.body, platform).map_err(|error| error.to_string())
}

/// The configuration of an image; of an index, that of the image for the one platform that is asked for.
fn configuration(registry: &Registry, name: &str, wanted: &[Platform]) -> Result<Vec<u8>, String> {
    let (reference, found) = manifest_of(registry, name)?;
    if let Some(digest) = configured(&found)? {
        return Ok(blob(registry, &reference, &digest)?.body);
    }
    let view = View::new(name, &found.digest, &found.body, None);
    let view = view.map_err(|error| error.to_string())?;
    let [platform] = wanted else {
        return Err("it has several images; `--platform` names the one to show".to_owned());
    };
    let row = view.choose(platform).row.ok_or_else(|| format!("it has no image for {platform}"))?;
    let child = reference.with_digest(&row.digest);
    let found = registry.manifest(&child).map_err(|fault| fault.to_string())?;
    let found = found.ok_or_else(|| format!("`{}` lacks {}", reference.host, row.digest))?;
    let digest = configured(&found)?.ok_or("its image has no configuration")?;
    Ok(blob(registry, &reference, &digest)?.body)
}

fn failed(name: &str, clause: &str) -> End {
    complain(&format!("anyarch: {name}: {clause}"));
    End::Failed
}

fn show(
    views: &[View],
    wanted: &[Platform],
    json: bool,
    out: &mut dyn Write,
) -> Result<(), Trouble> {
    if json {
        let all: Vec<_> = views.iter().map(|view| inspect::to_json(view, wanted)).collect();
        writeln!(out, "{}", serde_json::Value::Array(all))?;
        return Ok(());
    }
    for view in views {
        inspect::table(view, out)?;
        for platform in wanted {
            writeln!(out, "  {}", inspect::choice(view, platform))?;
        }
    }
    Ok(())
}
