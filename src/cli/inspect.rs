//! `anyarch inspect`: what references name.
//!
//! Not the tables themselves. References are asked for one after the other, and the first that cannot be had does not
//! keep the others from being shown.

use super::{
    End, Trouble,
    args::{InspectArguments, InspectFormat},
    complain, network,
    platforms::platforms,
    project::Project,
    subject::Subject,
};
use crate::{
    image::{
        Resolution,
        reference::Reference,
        registry::{MOST_TAGS, Registry},
    },
    inspect::{self, Tag, View},
    platform::Platform,
    render::escape::write_json,
};
use std::{
    collections::BTreeSet,
    io::{self, Write},
};

pub(super) fn run(arguments: &InspectArguments) -> Result<End, Trouble> {
    let online = network::is_online(&arguments.network, None, true);
    let named = arguments.references.iter().chain(&arguments.tags);
    let references = named.filter_map(|it| Reference::parse(it).ok());
    let asks = (online, &references.map(|it| it.host).collect());
    let registry = network::registry(&arguments.network, &Project::find(None)?, asks)?;
    let wanted = platforms(&arguments.platform)?;
    let mut out = io::stdout().lock();
    if let Some(repository) = &arguments.tags {
        return tags(&registry, repository, arguments, &mut out);
    }
    let mut end = End::Clean;
    let mut all = Vec::new();
    for name in &arguments.references {
        let found = Subject::open(&registry, name).and_then(|subject| {
            if arguments.config {
                subject.configuration(|view| chosen(view, &wanted)).map(Shown::Bytes)
            } else if arguments.raw {
                let found = if wanted.is_empty() {
                    subject.document()
                } else {
                    subject.image(name, |view| chosen(view, &wanted))
                };
                found.map(|found| Shown::Bytes(found.body))
            } else {
                subject.view(name).map(Shown::View)
            }
        });
        match found {
            Ok(Shown::Bytes(bytes)) => out.write_all(&bytes)?,
            Ok(Shown::View(view)) => all.push(view),
            Err(clause) => end = failed(name, &clause),
        }
    }
    if !arguments.raw && !arguments.config {
        show(&all, &wanted, arguments.format, &mut out)?;
    }
    network::complain_of(&registry);
    let lacks = |view: &View| wanted.iter().any(|it| view.choose(it).row.is_none());
    let is_clean = matches!(end, End::Clean);
    Ok(if is_clean && all.iter().any(lacks) { End::Findings } else { end })
}

enum Shown {
    /// As they are stored.
    Bytes(Vec<u8>),
    View(View),
}

/// The digest of the image for the one platform that is asked for.
fn chosen(view: &View, wanted: &[Platform]) -> Result<String, String> {
    let [platform] = wanted else {
        return Err("it has several images; `--platform` names the one to show".to_owned());
    };
    let row = view.choose(platform).row;
    Ok(row.ok_or_else(|| format!("it has no image for {platform}"))?.digest.clone())
}

fn failed(name: &str, clause: &str) -> End {
    complain(&format!("anyarch: {name}: {clause}"));
    End::Failed
}

fn show(
    views: &[View],
    wanted: &[Platform],
    format: InspectFormat,
    out: &mut dyn Write,
) -> Result<(), Trouble> {
    if matches!(format, InspectFormat::Json) {
        let all: Vec<_> = views.iter().map(|view| inspect::to_json(view, wanted)).collect();
        write_json(&all, out)?;
        return Ok(());
    }
    match views {
        [] => {}
        [view] => inspect::table(view, out)?,
        views => inspect::side_by_side(views, out)?,
    }
    for view in views {
        for platform in wanted {
            let of = if views.len() > 1 { Some(&*view.reference) } else { None };
            writeln!(out, "{}", inspect::choice(view, of, platform))?;
        }
    }
    Ok(())
}

/// The tags of a repository with their platforms.
fn tags(
    registry: &Registry,
    name: &str,
    arguments: &InspectArguments,
    out: &mut dyn Write,
) -> Result<End, Trouble> {
    let repository = match Reference::parse(name) {
        Ok(it) if it.tag.is_none() && it.digest.is_none() => it,
        Ok(_) => return Ok(failed(name, "it is an image; `--tags` takes a name without a tag")),
        Err(error) => return Ok(failed(name, &error.to_string())),
    };
    let mut all = match registry.tags(&repository) {
        Ok(Some(all)) => all,
        Ok(None) => return Ok(failed(name, &format!("`{}` has none", repository.host))),
        Err(fault) => return Ok(failed(name, &fault.to_string())),
    };
    let count = all.len();
    if count == MOST_TAGS {
        complain(&format!(
            "anyarch: {name}: there are more than {count} tags; the rest is not read"
        ));
    }
    if arguments.limit > 0 {
        all.truncate(arguments.limit);
    }
    let references: BTreeSet<Reference> = all.iter().map(|it| repository.with_tag(it)).collect();
    registry.find_all(&references);
    let mut end = End::Clean;
    let tag = |tag: &String| {
        let name = repository.with_tag(tag);
        match registry.find(&name) {
            Some(Resolution::Found(image)) => Tag { name: tag.clone(), image: Some(image) },
            Some(Resolution::Missing(why) | Resolution::Unknown(why)) => {
                end = failed(&name.to_string(), &why.to_string());
                Tag { name: tag.clone(), image: None }
            }
            None => Tag { name: tag.clone(), image: None },
        }
    };
    let tags: Vec<Tag> = all.iter().map(tag).collect();
    match arguments.format {
        InspectFormat::Json => write_json(&inspect::tags_to_json(name, &tags), out)?,
        InspectFormat::Table => inspect::tags(name, &tags, out)?,
    }
    if count > tags.len() {
        let more = match count - tags.len() {
            1 => "1 more tag is".to_owned(),
            more => format!("{more} more tags are"),
        };
        complain(&format!("anyarch: {name}: {more} not shown; `--limit 0` shows all"));
    }
    network::complain_of(registry);
    Ok(end)
}
