//! Which names have which values: global arguments, a stage's `ARG` and `ENV`, and what it inherits.
//!
//! Not the environment of a running container: that also holds what base images set, which is not known here.
//! A stage's scope is a small map with a link to its base stage's scope, so that inheriting costs nothing;
//! every 32 links the maps are folded, so that a chain of 100,000 stages stays linear.

use crate::{
    span::Span,
    stage::{
        Setting,
        value::{Expansion, Lookup, Unknown, Val, expand},
    },
    syntax::ast::{Assignment, Escape},
};
use foldhash::{HashMap, HashMapExt};
use std::{borrow::Cow, cell::OnceCell, rc::Rc};

/// The automatic platform arguments, as BuildKit names them. A `Names` bit is an index into this list.
pub const AUTOMATIC: [&str; 11] = [
    "TARGETPLATFORM",
    "TARGETOS",
    "TARGETARCH",
    "TARGETVARIANT",
    "TARGETOSVERSION",
    "BUILDPLATFORM",
    "BUILDOS",
    "BUILDARCH",
    "BUILDVARIANT",
    "BUILDOSVERSION",
    "TARGETSTAGE",
];

/// A set of automatic arguments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Automatic(u16);

impl Automatic {
    /// The set that holds one name; empty for any other name.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let bit = AUTOMATIC.iter().position(|&automatic| automatic == name);
        Self(bit.map_or(0, |bit| 1 << bit))
    }

    /// True if a name is in it.
    #[must_use]
    pub fn has(self, name: &str) -> bool {
        self.0 & Self::of(name).0 != 0
    }

    /// Both sets.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True if it holds no name.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// True if a name that begins with `TARGET` is in it (`TARGETSTAGE` aside).
    #[must_use]
    pub const fn target(self) -> bool {
        self.0 & 0b1_1111 != 0
    }

    /// True if a name that begins with `BUILD` is in it.
    #[must_use]
    pub const fn builder(self) -> bool {
        self.0 & 0b11_1110_0000 != 0
    }
}

/// True for `TARGETARCH` and its like.
#[must_use]
pub fn is_automatic(name: &str) -> bool {
    !Automatic::of(name).is_empty()
}

/// The value of an automatic argument in a setting.
#[must_use]
pub fn automatic(name: &str, setting: &Setting) -> Option<Cow<'static, str>> {
    let (side, platform) = match name.strip_prefix("TARGET") {
        Some(side) => (side, &setting.target),
        None => (name.strip_prefix("BUILD")?, &setting.builder),
    };
    Some(match side {
        "PLATFORM" => platform.to_string().into(),
        "OS" => platform.os.clone(),
        "ARCH" => platform.architecture.clone(),
        "VARIANT" => platform.variant.clone(),
        "OSVERSION" => platform.os_version.clone().into(),
        _ => return None,
    })
}

/// What one name is bound to.
#[derive(Clone, Debug)]
pub struct Binding {
    /// Its value; `Err(BuildArgument)` for an `ARG` that nobody gave one.
    pub value: Val,
    /// False for an `ARG` that nobody gave a value: what the base image sets stays in force then.
    pub set: bool,
    /// The `ARG` or `ENV` that bound it; empty for automatic and command-line values.
    pub origin: Span,
    /// The automatic arguments that went into the value.
    pub automatic: Automatic,
}

/// What lies under the names of this file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Root {
    /// Nothing: the lines before and of `FROM`.
    Global,
    /// An image whose environment is not known.
    Image,
    /// `scratch`: an empty environment.
    Scratch,
}

/// The names in force at one point.
#[derive(Debug)]
pub struct Scope {
    parent: Option<Rc<Self>>,
    depth: u32,
    own: HashMap<Rc<str>, Binding>,
    root: Root,
    /// The automatic arguments of a global scope; few files ask for one.
    automatic: Option<Automatics>,
}

/// The automatic arguments of a setting, each bound when it is first asked for.
#[derive(Debug)]
struct Automatics {
    setting: Setting,
    bound: [OnceCell<Option<Binding>>; AUTOMATIC.len()],
}

impl Automatics {
    fn get(&self, name: &str) -> Option<&Binding> {
        let at = AUTOMATIC.iter().position(|&automatic| automatic == name)?;
        let bind = || {
            let value = Ok(automatic(name, &self.setting)?.into());
            Some(Binding {
                value,
                set: true,
                origin: Span::default(),
                automatic: Automatic::of(name),
            })
        };
        self.bound.get(at)?.get_or_init(bind).as_ref()
    }
}

/// An expansion with the automatic arguments that went into it.
#[derive(Clone, Debug)]
pub struct Expanded {
    /// The value and the names.
    pub expansion: Expansion,
    /// Directly or through other arguments.
    pub automatic: Automatic,
}

impl Scope {
    /// The scope of `FROM` lines before any global `ARG`.
    #[must_use]
    pub fn global(setting: &Setting, build_args: &[(String, String)]) -> Self {
        let (setting, bound) = (setting.clone(), std::array::from_fn(|_| OnceCell::new()));
        let automatic = Some(Automatics { setting, bound });
        let mut scope = Self { automatic, ..Self::empty(Root::Global, 0) };
        for (name, value) in build_args {
            if is_automatic(name) {
                scope.bind(name, Ok(value.as_str().into()), Span::default(), Automatic::of(name));
            }
        }
        scope
    }

    fn empty(root: Root, depth: u32) -> Self {
        Self { parent: None, depth, own: HashMap::new(), root, automatic: None }
    }

    /// The scope of a stage on an image, or on `scratch`.
    #[must_use]
    pub fn on_image(scratch: bool) -> Self {
        let root = if scratch { Root::Scratch } else { Root::Image };
        Self::empty(root, 0)
    }

    /// The scope of a stage on another stage.
    #[must_use]
    pub fn on_stage(base: &Rc<Self>) -> Self {
        let (root, depth) = (base.root, base.depth + 1);
        if depth % 32 != 0 {
            return Self { parent: Some(base.clone()), ..Self::empty(root, depth) };
        }
        let mut own = HashMap::new();
        let mut level = Some(base);
        while let Some(scope) = level {
            for (name, binding) in &scope.own {
                own.entry(name.clone()).or_insert_with(|| binding.clone());
            }
            level = scope.parent.as_ref();
        }
        Self { own, ..Self::empty(root, depth) }
    }

    /// Binds a name.
    pub fn bind(&mut self, name: &str, value: Val, origin: Span, automatic: Automatic) {
        self.own.insert(name.into(), Binding { value, set: true, origin, automatic });
    }

    /// Notes an `ARG` that nobody gives a value.
    fn bind_unset(&mut self, name: &str, origin: Span) {
        let (value, automatic) = (Err(Unknown::BuildArgument(name.into())), Automatic::default());
        self.own.insert(name.into(), Binding { value, set: false, origin, automatic });
    }

    /// The binding of a name, if this file gives it one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Binding> {
        let inherited = || match &self.automatic {
            Some(automatic) => automatic.get(name),
            None => self.parent.as_deref()?.get(name),
        };
        self.own.get(name).or_else(inherited)
    }

    /// Replaces the variables of a word.
    #[must_use]
    pub fn expand(&self, text: &str, escape: Escape) -> Expanded {
        let expansion = expand(text, escape, &|name| self.lookup(name));
        let automatic = expansion
            .names
            .iter()
            .filter_map(|(name, _)| self.get(name))
            .fold(Automatic::default(), |all, binding| all.with(binding.automatic));
        Expanded { expansion, automatic }
    }

    fn lookup(&self, name: &str) -> Lookup {
        let found = self.get(name);
        if let Some(binding) = found.filter(|binding| binding.set) {
            return Lookup::Set(binding.value.clone(), binding.origin);
        }
        let origin = found.map(|binding| binding.origin).unwrap_or_default();
        let declared = found.map(|binding| binding.value.clone());
        // Base images do not set automatic arguments: without `ARG` they are empty.
        if self.root == Root::Image && !is_automatic(name) {
            let base = Unknown::BaseEnvironment(name.into());
            return Lookup::Open(declared.and_then(Result::err).unwrap_or(base), origin);
        }
        Lookup::Unset(declared.unwrap_or_else(|| Ok("".into())), origin)
    }
}

/// The scopes' surroundings that an `ARG` needs.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// `--build-arg`.
    pub build_args: &'a [(String, String)],
    /// The global scope, for an `ARG` without default in a stage.
    pub globals: Option<&'a Scope>,
    /// The file's escape character.
    pub escape: Escape,
}

/// Runs one `ARG NAME[=default]`; gives the expansion of the default when it was used.
pub fn declare(scope: &mut Scope, argument: &Assignment, given: Given<'_>) -> Option<Expanded> {
    let name = argument.name.as_str();
    let passed = given.build_args.iter().rev().find(|(key, _)| key == name);
    if let Some((_, value)) = passed {
        scope.bind(name, Ok(value.as_str().into()), argument.span, Automatic::of(name));
        return None;
    }
    if let Some(default) = &argument.value {
        let expanded = scope.expand(default.as_str(), given.escape);
        scope.bind(name, expanded.expansion.value.clone(), argument.span, expanded.automatic);
        return Some(expanded);
    }
    let global = given.globals.and_then(|globals| globals.get(name)).filter(|global| global.set);
    match global.cloned() {
        Some(global) => {
            // The value's place is the global `ARG`, when it has one.
            let origin = if global.origin.is_empty() { argument.span } else { global.origin };
            scope.bind(name, global.value, origin, global.automatic);
        }
        // What an `ENV` or `ARG` before it set stays.
        None if scope.get(name).is_some() => {}
        None => scope.bind_unset(name, argument.span),
    }
    None
}
