//! All that a rule may read about one file.
//!
//! Not a door: everything here was computed before, from the text, the options and the resolver's memory.
//! Questions that several rules ask ("which required platforms reach this stage?") are answered once, here.

mod copied;
mod default;
mod effect;
mod family;
mod images;
mod kept;
mod meant;
mod said;
mod script;
mod worth;

use crate::{
    context::Context,
    image::{Resolution, Resolver, architecture::ArchSpecific, reference::Reference},
    knowledge::Family,
    needle::Needle,
    platform::{self, Platform, Verdict},
    shell::text::{self as shell_text, Names},
    span::Span,
    stage::{
        Options,
        graph::{Graph, Stage},
        source::{self, Source},
        target::{self, Base, Evaluation, Input, RunNames, StageAt},
        value::Unknown,
    },
    syntax::ast::{Command, Dockerfile, Instruction, Kind},
};
pub use copied::{Copied, CopiedAt};
pub use default::{ArchDefault, ArchDefaults};
pub use effect::{Effect, Lasting};
use foldhash::HashMap;
use kept::Kept;
pub use meant::Meant;
pub use said::{Said, Shell, has_option_of_windows, is_bare_windows, is_option};
pub use script::Script;
use std::{borrow::Cow, cell::OnceCell, sync::Arc};
use worth::Look;

/// One file, evaluated for every setting, with the images it names resolved.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The syntax tree.
    pub file: &'a Dockerfile,
    /// The text it was made from.
    pub text: &'a str,
    /// The stages as written.
    pub graph: Graph,
    /// What stages copy and mount from.
    pub sources: Vec<Source>,
    /// The names that each `RUN` uses and assigns, by instruction index.
    pub shell: HashMap<usize, Names>,
    /// One for each setting.
    pub evaluations: Vec<Evaluation>,
    /// Every image that a reached stage needs, by instruction, stage and place.
    pub images: Vec<ImageUse>,
    /// The input besides the file.
    pub options: &'a Options,
    /// Windows releases that the file's path names, such as `ltsc2019`.
    pub windows_release: Option<&'a str>,
    /// The `ARG`s whose default names an architecture, with their uses.
    pub arch_defaults: ArchDefaults,
    /// The values of triggers that somebody uses or keeps.
    pub lasting: Lasting,
    /// Answers about tags, from memory.
    pub resolver: &'a Resolver,
    /// The build context, when there is one.
    pub context: Option<&'a Context>,
    /// The preview rules are asked.
    pub preview: bool,
    /// See `look()`.
    looks: OnceCell<Vec<Look>>,
    /// See `scripts()`.
    scripts: OnceCell<Vec<Script>>,
    /// See `said()`.
    said: OnceCell<Vec<Said>>,
    /// What rules keep.
    pub(crate) kept: Kept,
    /// The families at the bottom of each stage.
    families: OnceCell<Vec<Vec<Family>>>,
    /// Indices of the instructions that name a shell.
    shells: OnceCell<Vec<usize>>,
    /// See `meant()`.
    meant: OnceCell<Vec<Meant>>,
    /// See `marked()`.
    marked: OnceCell<Vec<usize>>,
    /// What is copied from it; see `copied()`.
    copied: OnceCell<Vec<Copied<'a>>>,
}

/// An image at one place, with the platforms it is needed for.
#[derive(Clone, Debug)]
pub struct ImageUse {
    /// Where the name stands.
    pub span: Span,
    /// The stage that needs it.
    pub stage: usize,
    /// Index of the instruction.
    pub instruction: usize,
    /// How it is used.
    pub role: Role,
    /// The name after expansion.
    pub name: String,
    /// The name as a reference; `None` when it is none.
    pub reference: Option<Reference>,
    /// The architecture that the reference names.
    pub specific: Option<ArchSpecific>,
    /// The same image without the architecture, when it is known to have all platforms that are asked for.
    pub general: Option<Reference>,
    /// The family of its distribution, where its name tells.
    pub family: Option<Family>,
    /// What the resolver knows.
    pub resolution: Arc<Resolution>,
    /// One for each setting that needs it.
    pub needs: Vec<Need>,
}

/// How an image is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// `FROM`.
    Base,
    /// `COPY --from=`.
    Copy,
    /// `RUN --mount=from=`.
    Mount,
}

/// A need for an image in one setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// Index of the evaluation.
    pub setting: usize,
    /// The platform the image is wanted for; not the target's under `--platform`.
    pub platform: Platform,
}

impl<'a> Facts<'a> {
    /// Evaluates a file and resolves its images.
    #[must_use]
    pub fn new(
        file: &'a Dockerfile,
        text: &'a str,
        options: &'a Options,
        resolver: &'a Resolver,
    ) -> Self {
        let graph = Graph::new(file);
        let sources = source::sources(file, &graph);
        let shell = shell_names(file, text);
        let runs: RunNames = shell.iter().map(|(&at, names)| (at, asked(names))).collect();
        let input = Input { file, graph: &graph, sources: &sources, runs: &runs, options };
        let evaluations = target::evaluate_all(input, options.settings());
        let images = images::images(file, &graph, &sources, &evaluations, resolver);
        let arch_defaults = ArchDefaults::new(file, options, (&evaluations, &shell));
        let (lasting, windows_release) = (Lasting::new((file, &graph), &evaluations, &shell), None);
        Self {
            file,
            text,
            graph,
            sources,
            shell,
            evaluations,
            images,
            options,
            windows_release,
            arch_defaults,
            lasting,
            resolver,
            context: None,
            preview: false,
            looks: OnceCell::new(),
            scripts: OnceCell::new(),
            said: OnceCell::new(),
            kept: Kept::default(),
            families: OnceCell::new(),
            shells: OnceCell::new(),
            meant: OnceCell::new(),
            marked: OnceCell::new(),
            copied: OnceCell::new(),
        }
    }

    /// What the bytes of a command and its heredocs look like.
    fn look(&self, index: usize) -> Option<&Look> {
        let looks = self.looks.get_or_init(|| {
            let one = |it: &Instruction| script::look(it.inner().unwrap_or(it), self.text);
            self.file.instructions.iter().map(one).collect()
        });
        looks.get(index)
    }

    /// The scripts that may hold what differs between platforms, in order.
    pub fn scripts(&self) -> &[Script] {
        // What runs on a base for one architecture is meant for that, and no rule speaks of it.
        let wanted = |stage: usize| self.meant(stage) == Meant::default();
        self.scripts.get_or_init(|| script::scripts(self, wanted))
    }

    /// A look that costs little: false only if nothing in the file, nor what the build is given, holds a text.
    #[must_use]
    pub fn mentions(&self, text: &Needle) -> bool {
        let given = &self.options.build_args;
        !given.is_empty() || text.is_in(self.text)
    }

    /// The same for one of several.
    #[must_use]
    pub fn mentions_any(&self, texts: &[Needle]) -> bool {
        texts.iter().any(|it| self.mentions(it))
    }

    /// The instruction at an index.
    #[must_use]
    pub fn instruction(&self, index: usize) -> Option<&'a Instruction> {
        self.file.instructions.get(index)
    }

    /// A stage in every setting that reaches it.
    pub fn reached(&self, stage: usize) -> impl Iterator<Item = (&Evaluation, &StageAt)> {
        self.evaluations.iter().filter_map(move |evaluation| {
            let at = evaluation.stages.get(stage)?;
            at.is_built().then_some((evaluation, at))
        })
    }

    /// The stage that an instruction belongs to.
    #[must_use]
    pub fn stage_of(&self, instruction: usize) -> Option<&Stage> {
        let behind = self.graph.stages.partition_point(|stage| stage.from <= instruction);
        self.graph.stages.get(behind.checked_sub(1)?)
    }

    /// A stage and the stages that it builds on, itself first.
    pub fn chain<'f>(
        &'f self,
        evaluation: &'f Evaluation,
        stage: usize,
    ) -> impl Iterator<Item = &'f Stage> {
        let base = |stage: &usize| evaluation.stages.get(*stage)?.base.stage();
        // A base always has a smaller index, so this ends.
        let indices = std::iter::successors(Some(stage), base);
        indices.filter_map(|index| self.graph.stages.get(index))
    }

    /// The images that an instruction names.
    pub fn images_of(&self, instruction: usize) -> impl Iterator<Item = &ImageUse> {
        let first = self.images.partition_point(|image| image.instruction < instruction);
        let behind = self.images.get(first..).unwrap_or_default().iter();
        behind.take_while(move |image| image.instruction == instruction)
    }

    /// The images that an instruction names for one of the stages that run it: a trigger may have thousands.
    pub fn images_for(&self, stage: usize, instruction: usize) -> impl Iterator<Item = &ImageUse> {
        let place = |image: &ImageUse| (image.instruction, image.stage);
        let first = self.images.partition_point(|image| place(image) < (instruction, stage));
        let behind = self.images.get(first..).unwrap_or_default().iter();
        behind.take_while(move |image| place(image) == (instruction, stage))
    }

    /// The required platforms among those of the settings, each once, in the order required.
    #[must_use]
    pub fn targets(&self, wanted: impl Fn(&Evaluation) -> bool) -> Vec<Platform> {
        self.targets_at(|setting| self.evaluations.get(setting).is_some_and(&wanted))
    }

    /// The same by index of the setting.
    #[must_use]
    pub fn targets_at(&self, wanted: impl Fn(usize) -> bool) -> Vec<Platform> {
        let hit = |target: &&Platform| {
            let mut all = self.evaluations.iter().enumerate();
            all.any(|(setting, it)| it.setting.target == **target && wanted(setting))
        };
        self.options.targets.iter().filter(hit).cloned().collect()
    }
}

impl ImageUse {
    /// The verdict for one need; `None` when the image is not known.
    #[must_use]
    pub fn verdict(&self, need: &Need) -> Option<Verdict> {
        match &*self.resolution {
            Resolution::Found(image) => Some(
                platform::select(&need.platform, &image.platforms)
                    .map_or(Verdict::Missing, |(_, verdict)| verdict),
            ),
            Resolution::Missing(_) => Some(Verdict::Missing),
            Resolution::Unknown(_) => None,
        }
    }
}

fn asked(names: &Names) -> Vec<std::rc::Rc<str>> {
    let mut asked: Vec<_> = names.uses.iter().map(|one| std::rc::Rc::clone(&one.name)).collect();
    asked.sort_unstable();
    asked.dedup();
    asked
}

fn shell_names(file: &Dockerfile, text: &str) -> HashMap<usize, Names> {
    let with_variable = |(index, instruction): (usize, &Instruction)| {
        let script = script(instruction, text).filter(|it| it.contains('$'))?;
        let names = shell_text::names(&script);
        (!names.uses.is_empty()).then_some((index, names))
    };
    file.instructions.iter().enumerate().filter_map(with_variable).collect()
}

/// Text in which BuildKit or a shell replaces variables; `None` when it has none.
fn script<'a>(instruction: &'a Instruction, text: &str) -> Option<Cow<'a, str>> {
    let instruction = instruction.inner().unwrap_or(instruction);
    let copies = matches!(instruction.kind, Kind::Copy(_) | Kind::Add(_));
    let mut script = if let Kind::Run(Command::Shell(command)) = &instruction.kind {
        Cow::Borrowed(command.as_str())
    } else if let Kind::Run(Command::Exec(words)) = &instruction.kind {
        Cow::Borrowed(script::handed(words)?.as_str())
    } else if copies && !instruction.heredocs.is_empty() {
        Cow::Borrowed("")
    } else {
        return None;
    };
    let is_script = script.starts_with("<<");
    for heredoc in &instruction.heredocs {
        if is_script || heredoc.expand {
            let script = script.to_mut();
            script.push('\n');
            script.push_str(heredoc.body.slice(text));
        }
    }
    // In a file's text quotes and number signs mean nothing.
    if copies {
        script = Cow::Owned(script.replace(['\'', '"', '#', '`'], " "));
    }
    memchr::memchr(b'$', script.as_bytes()).map(|_| script)
}

/// Why a stage's base is not known in some reached setting.
#[must_use]
pub fn unknown_base<'f>(facts: &'f Facts<'_>, stage: usize) -> Option<&'f Unknown> {
    facts.reached(stage).find_map(|(_, at)| match &at.base {
        Base::Unknown(unknown) => Some(unknown),
        Base::Stage(_) | Base::Scratch | Base::Image(_) => at.platform.as_ref().err(),
    })
}
