//! `anyarch check`: arguments and configuration to jobs, jobs to a report.
//!
//! Not the checks themselves. Files are read and checked in parallel, and reported in path order, so that two runs
//! give the same bytes.

#![expect(clippy::disallowed_methods, reason = "the door: the environment is read here")]

use super::{
    End, Trouble,
    args::{CheckArguments, Color, FailOn, FormatName},
    batch,
    family::{Family, Required},
    network,
    platforms::platforms,
    project::Project,
};
use crate::{
    config::{Config, Override, Settings},
    context::{Context, Contexts},
    diagnostic::Severity,
    discover::{self, Discovered, Exclude, Root},
    engine::{self, Draft, Job},
    image::{Backend, Resolver, snapshot::Snapshot},
    platform::Platform,
    render::{self, Format, RuleInfo},
    report::{Report, Unreadable},
    rules,
    source::Source,
    stage::Options,
};
use std::{
    collections::BTreeSet,
    env,
    io::{self, BufWriter, IsTerminal},
    path::{Path, PathBuf},
    sync::Arc,
};

/// Everything about a run that is the same for all files.
struct Run<'a> {
    arguments: &'a CheckArguments,
    config: Config,
    root: Root,
    platforms: Vec<Platform>,
    builders: Vec<Platform>,
    build_args: Vec<(String, String)>,
    resolver: Resolver,
    online: bool,
    contexts: Arc<Contexts>,
    /// The platforms that are required when nobody says which.
    usual: Vec<Platform>,
}

pub(super) fn run(arguments: &CheckArguments) -> Result<End, Trouble> {
    let mut run = prepare(arguments)?;
    let paths = match arguments.paths.as_slice() {
        [] => vec![PathBuf::from(".")],
        paths => paths.to_vec(),
    };
    let exclude = Exclude {
        globs: run.config.exclude.clone(),
        root: run.root.clone(),
        named: arguments.force_exclude,
    };
    let mut found = discover::discover(&paths, &exclude);
    run.contexts = Arc::new(Contexts::new(std::mem::take(&mut found.folders)));
    let (report, mut skipped) = report(&run, &found, &exclude)?;
    skipped.overrides = idle_overrides(&run, &paths, &found);
    show(&run, &report, &skipped)?;
    let end = end(&run, &report);
    // The program ends: giving back each piece of memory would cost as much as checking ten files.
    std::mem::forget((run, report));
    Ok(end)
}

fn prepare(arguments: &CheckArguments) -> Result<Run<'_>, Trouble> {
    let project = Project::find(arguments.config.as_deref())?;
    if let Some(context) = arguments.context.as_deref().filter(|context| !context.is_dir()) {
        return Err(usage(format!("{}: is no folder to copy from", discover::shown(context))));
    }
    let (config, root) = (&project.config, &*project.root);
    let backends = arguments.images.iter().map(|name| (name, Path::new("")));
    let configured = config.images.iter().map(|name| (name, root));
    let mut backends = backends.chain(configured).map(backend).collect::<Result<Vec<_>, _>>()?;
    let off = |slug: &&&str| matches!(config.settings.rules.get(**slug), Some(None));
    let wanted = rules::ON_IMAGES.iter().filter(off).count() < rules::ON_IMAGES.len();
    let online = network::is_online(&arguments.network, config.online, wanted);
    if arguments.network.password_stdin && arguments.paths.iter().any(|it| it.as_os_str() == "-") {
        let message = "standard input holds either a Dockerfile or a password; name the Dockerfile";
        return Err(usage(message));
    }
    let asks = (online, &BTreeSet::new());
    let registry = network::registry(&arguments.network, &project, asks)?;
    backends.push(Backend::Registry(Box::new(registry)));
    backends.push(Backend::Snapshot(Snapshot::embedded()));
    Ok(Run {
        arguments,
        platforms: platforms(&arguments.platform)?,
        builders: platforms(&arguments.build_platform)?,
        build_args: build_args(&arguments.build_arg),
        resolver: Resolver::new(backends),
        online,
        contexts: Arc::default(),
        root: Root::new(root),
        usual: engine::default_platforms(),
        config: project.config,
    })
}

fn usage(message: impl Into<String>) -> Trouble {
    Trouble::Usage(message.into())
}

fn backend((name, folder): (&String, &Path)) -> Result<Backend, Trouble> {
    Backend::open(name, folder).map_err(|error| usage(error.to_string()))
}

/// As docker does: `NAME` alone takes the value from the environment, or is left out.
fn build_args(arguments: &[String]) -> Vec<(String, String)> {
    let pair = |argument: &String| match argument.split_once('=') {
        Some((name, value)) => Some((name.to_owned(), value.to_owned())),
        None => Some((argument.clone(), env::var(argument).ok()?)),
    };
    arguments.iter().filter_map(pair).collect()
}

/// Files that were found and not checked, and overrides that no file was found for.
#[derive(Default)]
struct Skipped {
    templates: Vec<PathBuf>,
    links: Vec<PathBuf>,
    without_target: Vec<PathBuf>,
    overrides: Vec<String>,
}

/// The names of overrides that match nothing. Only a walk of the whole project can tell.
fn idle_overrides(run: &Run<'_>, paths: &[PathBuf], found: &Discovered) -> Vec<String> {
    let whole = paths.iter().any(|path| run.root.relative(path).is_empty());
    if run.config.overrides.is_empty() || !whole || found.files.is_empty() {
        return Vec::new();
    }
    let all = found.files.iter().chain(&found.templates);
    let names: Vec<String> = all.map(|path| run.root.relative(path)).collect();
    let is_idle = |item: &&Override| !names.iter().any(|name| item.paths.matches(name, false));
    run.config.overrides.iter().filter(is_idle).map(|item| item.name.clone()).collect()
}

/// Checks all files; gives the report and what was left out of it.
fn report(
    run: &Run<'_>,
    found: &Discovered,
    exclude: &Exclude,
) -> Result<(Report, Skipped), Trouble> {
    let family = Family::new(exclude, found);
    let required = run.required();
    let elsewhere = family.elsewhere(required.platforms);
    let job = |(path, relative): (&Path, &str)| -> Result<Job, Unreadable> {
        let source = discover::read(path)?;
        let elsewhere = elsewhere.get(relative).cloned().unwrap_or_default();
        let job = run.job(source, (&family, relative), elsewhere);
        Ok(Job { context: run.context(path), ..job })
    };
    let files: Vec<_> = found.files.iter().map(PathBuf::as_path).zip(family.paths()).collect();
    let results = if run.online {
        let jobs: Vec<_> = files.iter().map(|&file| job(file)).collect();
        run.resolver.prefetch(jobs.iter().flatten().flat_map(engine::references));
        let jobs: Vec<_> = jobs.iter().collect();
        batch::drafts(&jobs, Result::clone, &run.resolver)
    } else {
        batch::drafts(&files, job, &run.resolver)
    };
    let mut unreadable = found.problems.clone();
    let (templates, links) = (found.templates.clone(), found.links.clone());
    let mut skipped = Skipped { templates, links, ..Skipped::default() };
    let mut drafts = Vec::with_capacity(results.len());
    for (path, result) in found.files.iter().zip(results) {
        let draft = result.map_err(|problem| unreadable.push(problem)).ok();
        drafts.push(draft.filter(|draft| skipped.keeps(draft, path)));
    }
    if !skipped.without_target.is_empty() && drafts.iter().all(Option::is_none) {
        return Err(run.no_target());
    }
    unreadable.sort_by(|a, b| a.path.cmp(&b.path));
    let (names, jobs): (Vec<String>, Vec<Job>) = family
        .neighbours()
        .filter_map(|(path, relative)| Some((relative.to_owned(), job((path, relative)).ok()?)))
        .unzip();
    let neighbours = names.into_iter().zip(engine::drafts(jobs, &run.resolver)).collect();
    let of_sets = family.check(&drafts, &neighbours, &required);
    let drafts = drafts.into_iter().zip(of_sets);
    let files = drafts.filter_map(|(draft, of_set)| Some(engine::finish(draft?, of_set)));
    Ok((Report { files: files.collect(), unreadable }, skipped))
}

impl Skipped {
    fn keeps(&mut self, draft: &Draft, path: &Path) -> bool {
        if draft.template {
            self.templates.push(path.to_owned());
        } else if draft.lost_target {
            self.without_target.push(path.to_owned());
        }
        !draft.template && !draft.lost_target
    }
}

impl Run<'_> {
    fn no_target(&self) -> Trouble {
        let name = self.arguments.target.as_deref().unwrap_or_default().escape_debug();
        usage(format!(
            "target stage `{name}` could not be found in any file; `--target` takes the name behind `AS`"
        ))
    }

    fn job(
        &self,
        source: Source,
        (family, relative): (&Family, &str),
        elsewhere: Vec<(Platform, String)>,
    ) -> Job {
        let settings = self.config.for_path(relative);
        // A platform in the configuration for this very path is meant more than the path's name.
        let by_path = settings.platforms_reason.is_none() || !self.platforms.is_empty();
        let declared = family.declared(relative).filter(|_| by_path).cloned();
        let elsewhere = if by_path { elsewhere } else { Vec::new() };
        let options = self.options(&settings);
        let asked = self.arguments;
        let preview = asked.preview || self.config.preview;
        let partial =
            !(asked.platform.is_empty() && asked.build_arg.is_empty()) || asked.target.is_some();
        let (severities, context) = (settings.rules, None);
        let is_general = by_path && family.is_general(relative);
        Job {
            source,
            options,
            severities,
            declared,
            elsewhere,
            is_general,
            context,
            partial,
            preview,
        }
    }

    /// Where a Dockerfile copies from, unless nobody can tell.
    fn context(&self, path: &Path) -> Option<Context> {
        let is_input = path.as_os_str() == "-";
        let own = path.parent().filter(|_| !is_input);
        let root = self.arguments.context.as_deref().or(own)?;
        let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        Some(Context::new(&self.contexts, root, Some(path).filter(|_| !is_input)))
    }

    /// The platforms of the run, for sets of files.
    fn required(&self) -> Required<'_> {
        let configured = self.config.settings.platforms.as_deref();
        let asked = if self.platforms.is_empty() { configured } else { Some(&*self.platforms) };
        Required { platforms: asked.unwrap_or(&self.usual), explicit: asked.is_some() }
    }

    fn options(&self, settings: &Settings) -> Options {
        let first = |given: &[Platform],
                     configured: &Option<Vec<Platform>>,
                     default: &dyn Fn() -> Vec<Platform>| {
            if given.is_empty() {
                configured.clone().unwrap_or_else(default)
            } else {
                given.to_vec()
            }
        };
        let configured = settings.build_args.iter();
        let mut build_args: Vec<_> =
            configured.map(|(name, value)| (name.clone(), value.clone())).collect();
        build_args.extend(self.build_args.iter().cloned());
        Options {
            targets: first(&self.platforms, &settings.platforms, &engine::default_platforms),
            builders: first(&self.builders, &settings.build_platforms, &|| {
                vec![Platform::new("linux", "amd64")]
            }),
            target_stage: self.arguments.target.clone(),
            build_args,
        }
    }
}

fn show(run: &Run<'_>, report: &Report, skipped: &Skipped) -> Result<(), Trouble> {
    let rules: Vec<RuleInfo<'_>> = rules::ALL
        .iter()
        .map(|rule| RuleInfo {
            slug: rule.slug,
            summary: rule.summary,
            help_markdown: rule.page,
            severity: rule.severity,
        })
        .collect();
    let stdout = io::stdout();
    let notes = notes(run, skipped);
    let options = render::Options {
        color: match run.arguments.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                stdout.is_terminal() && env::var_os("NO_COLOR").is_none_or(|it| it.is_empty())
            }
        },
        width: width(),
        matrix: run.arguments.matrix,
        fail_on: run.fail_on().unwrap_or(Severity::Error),
        rules: &rules,
        notes: &notes,
        unchecked_help: network::help(run.online),
    };
    let mut out = BufWriter::new(stdout.lock());
    render::render(format(run.arguments.format), report, &options, &mut out)?;
    io::Write::flush(&mut out)?;
    Ok(())
}

fn notes(run: &Run<'_>, skipped: &Skipped) -> Vec<String> {
    let target = run.arguments.target.as_deref().unwrap_or_default().escape_debug();
    let lacks = format!("without a stage `{target}`");
    let notes = [
        ("that is a template", "that are templates", &skipped.templates),
        ("that is a symbolic link", "that are symbolic links", &skipped.links),
        (&*lacks, &*lacks, &skipped.without_target),
    ];
    let note = |(one, many, paths): (&str, &str, &Vec<PathBuf>)| {
        let first = discover::shown(paths.first()?);
        Some(match paths.len() {
            1 => format!("skipped 1 file {one}: {first}"),
            count => format!("skipped {count} files {many}, such as {first}"),
        })
    };
    let idle = &skipped.overrides;
    let idle = idle.first().map(|name| match idle.len() {
        1 => format!("the override for `{name}` in the configuration matches none of the files found"),
        many => {
            format!("{many} overrides in the configuration match none of the files found, such as `{name}`")
        }
    });
    let files = notes.into_iter().filter_map(note).chain(idle);
    files.chain(network::notes(&run.resolver)).collect()
}

fn width() -> usize {
    let terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    terminal.unwrap_or(100).clamp(40, 160)
}

const fn format(name: FormatName) -> Format {
    match name {
        FormatName::Full => Format::Full,
        FormatName::Concise => Format::Concise,
        FormatName::Json => Format::Json,
        FormatName::Github => Format::Github,
        FormatName::Sarif => Format::Sarif,
    }
}

impl Run<'_> {
    /// The lowest severity that counts; `None` for never.
    fn fail_on(&self) -> Option<Severity> {
        match self.arguments.fail_on {
            Some(FailOn::Never) => None,
            Some(FailOn::Info) => Some(Severity::Info),
            Some(FailOn::Warning) => Some(Severity::Warning),
            Some(FailOn::Error) => Some(Severity::Error),
            None => Some(self.config.fail_on.unwrap_or(Severity::Warning)),
        }
    }
}

fn end(run: &Run<'_>, report: &Report) -> End {
    let mut all = report.files.iter().flat_map(|file| &file.diagnostics);
    if !report.unreadable.is_empty() {
        End::Failed
    } else if run.fail_on().is_some_and(|lowest| all.any(|it| it.severity >= lowest)) {
        End::Findings
    } else {
        End::Clean
    }
}
