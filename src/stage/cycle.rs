//! Stages that take files from each other in a circle.
//!
//! Not bases: a `FROM` names an earlier stage only. Not what `ONBUILD` copies: `BuildKit` looks for circles before it
//! reads triggers. The walk is Tarjan's, with its own stack, because a file may have 100,000 stages in a row.

use crate::stage::source::{Origin, Source};

/// The circle that a stage is part of; two stages with the same one take from each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Circle {
    /// Tells circles apart.
    pub number: usize,
    /// The first stage of the file that leads into it. It need not be part of it.
    pub entry: usize,
}

#[derive(Debug, Default)]
struct Node {
    takes_from: Vec<usize>,
    /// How many of them were looked at.
    done: usize,
    /// When it was entered, from 1; 0 before that.
    order: usize,
    /// The earliest open stage that it leads to.
    low: usize,
    circle: Option<Circle>,
}

#[derive(Debug, Default)]
struct Walk {
    nodes: Vec<Node>,
    /// From the stage where the walk began to where it is.
    path: Vec<usize>,
    /// Entered and in no circle yet.
    open: Vec<usize>,
    entered: usize,
}

/// The circle of each stage; most are alone in theirs.
#[must_use]
pub fn circles(stages: usize, sources: &[Source]) -> Vec<Option<Circle>> {
    let mut walk = Walk::default();
    walk.nodes.resize_with(stages, Node::default);
    for source in sources.iter().filter(|source| !source.trigger) {
        let Origin::Stage(from) = source.origin else { continue };
        if let Some(node) = walk.nodes.get_mut(source.stage) {
            node.takes_from.push(from);
        }
    }
    for entry in 0..stages {
        walk.enter(entry);
        while let Some(&at) = walk.path.last() {
            walk.step(at, entry);
        }
    }
    walk.nodes.into_iter().map(|node| node.circle).collect()
}

impl Walk {
    fn enter(&mut self, at: usize) {
        let Some(node) = self.nodes.get_mut(at).filter(|node| node.order == 0) else { return };
        self.entered += 1;
        (node.order, node.low) = (self.entered, self.entered);
        self.path.push(at);
        self.open.push(at);
    }

    fn step(&mut self, at: usize, entry: usize) {
        let Some(node) = self.nodes.get_mut(at) else { return };
        let Some(&from) = node.takes_from.get(node.done) else { return self.leave(at, entry) };
        node.done += 1;
        match self.nodes.get(from) {
            Some(known) if known.order > 0 && known.circle.is_none() => {
                let order = known.order;
                self.lower(at, order);
            }
            _ => self.enter(from),
        }
    }

    fn leave(&mut self, at: usize, entry: usize) {
        self.path.pop();
        let Some((order, low)) = self.nodes.get(at).map(|node| (node.order, node.low)) else {
            return;
        };
        if low < order {
            if let Some(&before) = self.path.last() {
                self.lower(before, low);
            }
            return;
        }
        while let Some(member) = self.open.pop() {
            if let Some(node) = self.nodes.get_mut(member) {
                node.circle = Some(Circle { number: order, entry });
            }
            if member == at {
                break;
            }
        }
    }

    fn lower(&mut self, at: usize, low: usize) {
        if let Some(node) = self.nodes.get_mut(at) {
            node.low = node.low.min(low);
        }
    }
}
