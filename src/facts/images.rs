//! The images that a file names, each asked for once.
//!
//! Not an opinion on them: what the resolver knows is noted beside each use, and rules judge it.

use super::{ImageUse, Need, Role, family};
use crate::{
    image::{Reason, Resolution, Resolver, reference::Reference},
    platform::Platform,
    span::Span,
    stage::{
        graph::{Graph, Stage, from_of},
        source::{Origin, Source},
        target::{Base, Evaluation},
    },
    syntax::ast::Dockerfile,
};
use std::sync::Arc;

/// All images, by instruction, stage and place.
pub(super) fn images(
    file: &Dockerfile,
    graph: &Graph,
    sources: &[Source],
    evaluations: &[Evaluation],
    resolver: &Resolver,
) -> Vec<ImageUse> {
    let mut uses = Vec::new();
    for stage in &graph.stages {
        bases(file, stage, evaluations, &mut uses);
    }
    for source in sources {
        copied(source, evaluations, &mut uses);
    }
    for image in &mut uses {
        resolve(image, resolver);
    }
    uses.sort_by_key(|image| (image.instruction, image.stage, image.span.start));
    uses
}

fn bases(file: &Dockerfile, stage: &Stage, evaluations: &[Evaluation], uses: &mut Vec<ImageUse>) {
    let Some(from) = from_of(file, stage.from) else { return };
    let first = uses.len();
    for (setting, evaluation) in evaluations.iter().enumerate() {
        let Some(at) = evaluation.stages.get(stage.index) else { continue };
        let (Base::Image(name), Ok(platform)) = (&at.base, &at.platform) else { continue };
        if !at.is_built() {
            continue;
        }
        let need = Need { setting, platform: platform.clone() };
        let known = uses.get_mut(first..).unwrap_or_default();
        if let Some(image) = known.iter_mut().find(|image| image.name == **name) {
            image.needs.push(need);
        } else {
            let place = (from.image.span(), stage.index, stage.from);
            uses.push(unresolved(place, Role::Base, (name, vec![need])));
        }
    }
}

fn copied(source: &Source, evaluations: &[Evaluation], uses: &mut Vec<ImageUse>) {
    let Origin::Image(name) = &source.origin else { return };
    let reached = |(setting, evaluation): (usize, &Evaluation)| {
        let at = evaluation.stages.get(source.stage)?;
        let platform = evaluation.setting.target.clone();
        at.is_built().then_some(Need { setting, platform })
    };
    let needs: Vec<Need> = evaluations.iter().enumerate().filter_map(reached).collect();
    if needs.is_empty() {
        return;
    }
    let place = (source.span, source.stage, source.instruction);
    let role = if source.mount.is_some() { Role::Mount } else { Role::Copy };
    uses.push(unresolved(place, role, (name, needs)));
}

/// An image that nobody was asked about yet.
fn unresolved(
    (span, stage, instruction): (Span, usize, usize),
    role: Role,
    (name, needs): (&str, Vec<Need>),
) -> ImageUse {
    ImageUse {
        span,
        stage,
        instruction,
        role,
        name: name.to_owned(),
        reference: None,
        specific: None,
        general: None,
        family: None,
        resolution: Arc::new(Resolution::Unknown(Reason::NotAReference)),
        needs,
    }
}

fn resolve(image: &mut ImageUse, resolver: &Resolver) {
    if let Ok(reference) = Reference::parse(&image.name) {
        image.resolution = resolver.resolve(&reference);
        image.specific = reference.arch_specific();
        if image.specific.is_some() {
            let mut asked: Vec<Platform> =
                image.needs.iter().map(|it| it.platform.clone()).collect();
            asked.dedup();
            image.general = resolver.sibling(&reference, &asked);
        }
        image.family = family::of(&reference);
        image.reference = Some(reference);
    }
}
