//! `anyarch check`: arguments and configuration to jobs, jobs to a report.
//!
//! Not the checks themselves. Files are read and checked in parallel, and reported in path order, so that two runs
//! give the same bytes.

#![expect(clippy::disallowed_methods, reason = "the door: the environment is read here")]

use super::{
    End, Trouble,
    args::{CheckArguments, Color, FailOn, FormatName},
    batch, complain,
    family::Family,
    lock, network,
    run::Run,
};
use crate::{
    config::Override,
    context::{Context, Contexts},
    diagnostic::Severity,
    discover::{self, Discovered, Exclude},
    engine::{self, Draft, Job},
    image::{Backend, Resolver, snapshot::Snapshot},
    render::{self, Format, RuleInfo},
    report::{Report, Unreadable},
    rules,
};
use std::{
    collections::BTreeSet,
    env,
    io::{self, BufWriter, IsTerminal},
    path::{Path, PathBuf},
    sync::Arc,
};

/// A run that reports.
struct Checked<'a> {
    run: Run<'a>,
    arguments: &'a CheckArguments,
    resolver: Resolver,
    online: bool,
    contexts: Arc<Contexts>,
}

pub(super) fn run(arguments: &CheckArguments) -> Result<End, Trouble> {
    let mut run = prepare(arguments)?;
    let (exclude, mut found) = run.run.discover();
    run.contexts = Arc::new(Contexts::new(std::mem::take(&mut found.folders)));
    let (report, mut skipped) = report(&run, &found, &exclude)?;
    skipped.overrides = idle_overrides(&run.run, &found);
    show(&run, &report, &skipped)?;
    let end = end(&run, &report);
    // The program ends: giving back each piece of memory would cost as much as checking ten files.
    std::mem::forget((run, report));
    Ok(end)
}

fn prepare(arguments: &CheckArguments) -> Result<Checked<'_>, Trouble> {
    let run = Run::new(&arguments.selection)?;
    if let Some(context) = arguments.context.as_deref().filter(|context| !context.is_dir()) {
        return Err(usage(format!("{}: is no folder to copy from", discover::shown(context))));
    }
    let is_input = |path: &PathBuf| path.as_os_str() == "-";
    if arguments.network.login.password_stdin && arguments.selection.paths.iter().any(is_input) {
        let message = "standard input holds either a Dockerfile or a password; name the Dockerfile";
        return Err(usage(message));
    }
    let mut backends = run.given()?;
    let config = &run.project.config;
    let off = |slug: &&&str| matches!(config.settings.rules.get(**slug), Some(None));
    let wanted = rules::ON_IMAGES.iter().filter(off).count() < rules::ON_IMAGES.len();
    let online = !arguments.resolution.locked
        && network::is_online(&arguments.network, config.online, wanted);
    backends.push(if arguments.resolution.locked {
        Backend::Lock(lock::open(&run.project)?)
    } else {
        let asks = (online, &BTreeSet::new());
        let mut registry = network::registry(&arguments.network, &run.project, asks)?;
        if arguments.resolution.deep {
            registry.compare();
        }
        if arguments.resolution.require_resolution {
            registry.demand();
        }
        Backend::Registry(Box::new(registry))
    });
    backends.push(Backend::Snapshot(Snapshot::embedded()));
    let resolver = Resolver::new(backends);
    Ok(Checked { run, arguments, resolver, online, contexts: Arc::default() })
}

fn usage(message: impl Into<String>) -> Trouble {
    Trouble::Usage(message.into())
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
fn idle_overrides(run: &Run<'_>, found: &Discovered) -> Vec<String> {
    let overrides = &run.project.config.overrides;
    if overrides.is_empty() || !run.is_whole() || found.files.is_empty() {
        return Vec::new();
    }
    let all = found.files.iter().chain(&found.templates);
    let names: Vec<String> = all.map(|path| run.root.relative(path)).collect();
    let is_idle = |item: &&Override| !names.iter().any(|name| item.paths.matches(name, false));
    overrides.iter().filter(is_idle).map(|item| item.name.clone()).collect()
}

/// Checks all files; gives the report and what was left out of it.
fn report(
    run: &Checked<'_>,
    found: &Discovered,
    exclude: &Exclude,
) -> Result<(Report, Skipped), Trouble> {
    let family = Family::new(exclude, found);
    let required = run.run.required();
    let elsewhere = family.elsewhere(required.platforms);
    let job = |(path, relative): (&Path, &str)| -> Result<Job, Unreadable> {
        let job = run.run.job((path, relative), &family, &elsewhere)?;
        let preview = job.preview || run.arguments.preview;
        Ok(Job { context: run.context(path), preview, ..job })
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

impl Checked<'_> {
    fn no_target(&self) -> Trouble {
        let name = self.target();
        usage(format!(
            "target stage `{name}` could not be found in any file; `--target` takes the name behind `AS`"
        ))
    }

    fn target(&self) -> impl std::fmt::Display {
        self.run.selection.target.as_deref().unwrap_or_default().escape_debug()
    }

    /// Where a Dockerfile copies from, unless nobody can tell.
    fn context(&self, path: &Path) -> Option<Context> {
        let is_input = path.as_os_str() == "-";
        let own = path.parent().filter(|_| !is_input);
        let root = self.arguments.context.as_deref().or(own)?;
        let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        Some(Context::new(&self.contexts, root, Some(path).filter(|_| !is_input)))
    }
}

fn show(run: &Checked<'_>, report: &Report, skipped: &Skipped) -> Result<(), Trouble> {
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
        color: match run.arguments.output.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                stdout.is_terminal() && env::var_os("NO_COLOR").is_none_or(|it| it.is_empty())
            }
        },
        width: width(),
        matrix: run.arguments.output.matrix,
        fail_on: run.fail_on().unwrap_or(Severity::Error),
        rules: &rules,
        notes: &notes,
        unchecked_help: network::help(run.arguments, run.online),
    };
    let mut out = BufWriter::new(stdout.lock());
    render::render(format(run.arguments.output.format), report, &options, &mut out)?;
    io::Write::flush(&mut out)?;
    Ok(())
}

fn notes(run: &Checked<'_>, skipped: &Skipped) -> Vec<String> {
    let lacks = format!("without a stage `{}`", run.target());
    let notes = [
        ("that is a template or a part", "that are templates or parts", &skipped.templates),
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
    // Only a walk of the whole project can tell.
    let is_all = run.run.is_whole() && !run.run.is_partial();
    let locked = if is_all { run.resolver.idle() } else { Vec::new() };
    let locked = locked.first().map(|name| {
        let (count, are) = match locked.len() {
            1 => (String::new(), "is"),
            many => (format!(" and {} more", many - 1), "are"),
        };
        format!("`{name}`{count} in anyarch.lock {are} used by no file; `anyarch lock` cleans up")
    });
    files.chain(locked).chain(network::notes(&run.resolver)).collect()
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

impl Checked<'_> {
    /// The lowest severity that counts; `None` for never.
    fn fail_on(&self) -> Option<Severity> {
        match self.arguments.output.fail_on {
            Some(FailOn::Never) => None,
            Some(FailOn::Info) => Some(Severity::Info),
            Some(FailOn::Warning) => Some(Severity::Warning),
            Some(FailOn::Error) => Some(Severity::Error),
            None => Some(self.run.project.config.fail_on.unwrap_or(Severity::Warning)),
        }
    }
}

fn end(run: &Checked<'_>, report: &Report) -> End {
    let mut all = report.files.iter().flat_map(|file| &file.diagnostics);
    let lacks_images = run.arguments.resolution.require_resolution && complain_of_unknown(report);
    if !report.unreadable.is_empty() || lacks_images {
        End::Failed
    } else if run.fail_on().is_some_and(|lowest| all.any(|it| it.severity >= lowest)) {
        End::Findings
    } else {
        End::Clean
    }
}

/// Tells how many images are not known; true if there is one.
fn complain_of_unknown(report: &Report) -> bool {
    let unknown = report.files.iter().flat_map(|file| &file.unchecked).filter(|it| it.is_named);
    let unknown: BTreeSet<&str> = unknown.map(|it| it.what.as_str()).collect();
    let images = match unknown.len() {
        0 => return false,
        1 => "1 image is".to_owned(),
        many => format!("{many} images are"),
    };
    complain(&format!("anyarch: {images} not known, which `--require-resolution` forbids"));
    true
}
