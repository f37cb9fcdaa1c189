//! TOML to configuration.
//!
//! Not serde: a derived reader can say that a key is unknown but not which one was meant, and its errors do not
//! point at an element of a list.

use super::{Config, ConfigError, Levels, Override, Settings, glob::Globs};
use crate::{
    diagnostic::Severity,
    image::access::{self, Entry, Mirror, Pulls},
    platform::Platform,
    source::Source,
    suggest::did_you_mean,
};
use std::{collections::BTreeMap, ops::Range};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

const KEYS: [&str; 12] = [
    "platforms",
    "build-platforms",
    "fail-on",
    "preview",
    "exclude",
    "images",
    "online",
    "ca-files",
    "registry",
    "rules",
    "build-args",
    "overrides",
];
const OVERRIDE_KEYS: [&str; 5] = ["paths", "platforms", "build-platforms", "rules", "build-args"];
const SEVERITIES: [(&str, Severity); 3] =
    [("info", Severity::Info), ("warning", Severity::Warning), ("error", Severity::Error)];

const REGISTRY_KEYS: [&str; 6] =
    ["prefix", "location", "insecure", "blocked", "mirror-by-digest-only", "mirror"];
const MIRROR_KEYS: [&str; 3] = ["location", "insecure", "pull-from-mirror"];
const PULLS: [(&str, Pulls); 3] =
    [("all", Pulls::All), ("digest-only", Pulls::DigestOnly), ("tag-only", Pulls::TagOnly)];

const NO_PREFIX: &str = "a registry needs a `prefix`, such as `prefix = \"docker.io\"`";
const NO_PATHS: &str = "an override needs `paths`, such as `paths = [\"windows/**\"]`";

type Result<T> = std::result::Result<T, ConfigError>;
type Value<'a> = Spanned<DeValue<'a>>;

pub(super) fn read(text: &str, name: &str, rules: &[&str]) -> Result<Config> {
    let reader = Reader { source: Source::new(name, text), rules };
    let table = DeTable::parse(text).map_err(|error| reader.syntax(&error))?;
    reader.config(table.get_ref())
}

struct Reader<'a> {
    source: Source,
    rules: &'a [&'a str],
}

impl Reader<'_> {
    fn config(&self, table: &DeTable<'_>) -> Result<Config> {
        let mut config = Config::default();
        for (key, at, value) in entries(table) {
            match key {
                "fail-on" => config.fail_on = Some(self.choice(value, &SEVERITIES)?),
                "preview" => config.preview = self.truth(value)?,
                "exclude" => config.exclude = self.globs(value)?.0,
                "images" => config.images = self.strings(value)?.iter().map(owned).collect(),
                "online" => config.online = Some(self.truth(value)?),
                "ca-files" => config.ca_files = self.strings(value)?.iter().map(owned).collect(),
                "registry" => config.registries = self.registries(value)?,
                "overrides" => config.overrides = self.overrides(value)?,
                _ if KEYS.contains(&key) => self.setting(key, value, &mut config.settings)?,
                _ => return Err(self.unknown("key", key, at, &KEYS)),
            }
        }
        Ok(config)
    }

    /// Registries as `registries.conf` has them, so that its text can be copied.
    fn registries(&self, value: &Value<'_>) -> Result<Vec<Entry>> {
        let mut all = Vec::new();
        for item in self.tables(value, "tables: `[[registry]]`")? {
            let mut entry = Entry::default();
            for (key, at, value) in entries(self.table(item)?) {
                match key {
                    "prefix" => self.string(value)?.clone_into(&mut entry.prefix),
                    "location" => entry.location = self.location(value)?,
                    "insecure" => entry.insecure = self.truth(value)?,
                    "blocked" => entry.blocked = self.truth(value)?,
                    "mirror-by-digest-only" => entry.digest_only = self.truth(value)?,
                    "mirror" => {
                        let mirrors = self.tables(value, "tables: `[[registry.mirror]]`")?;
                        let mirrors = mirrors.iter().map(|it| self.mirror(it));
                        entry.mirrors = mirrors.collect::<Result<_>>()?;
                    }
                    _ => return Err(self.unknown("key", key, at, &REGISTRY_KEYS)),
                }
            }
            if entry.prefix.is_empty() && entry.location.is_empty() {
                return Err(self.error(item.span(), NO_PREFIX.to_owned()));
            }
            all.push(entry);
        }
        Ok(all)
    }

    fn mirror(&self, value: &Value<'_>) -> Result<Mirror> {
        let mut mirror = Mirror::default();
        for (key, at, value) in entries(self.table(value)?) {
            match key {
                "location" => mirror.location = self.location(value)?,
                "insecure" => mirror.insecure = self.truth(value)?,
                "pull-from-mirror" => mirror.pulls = self.choice(value, &PULLS)?,
                _ => return Err(self.unknown("key", key, at, &MIRROR_KEYS)),
            }
        }
        if mirror.location.is_empty() {
            return Err(self.error(value.span(), "a mirror needs a `location`".to_owned()));
        }
        Ok(mirror)
    }

    fn location(&self, value: &Value<'_>) -> Result<String> {
        let text = self.string(value)?;
        if access::is_location(text) {
            return Ok(text.to_owned());
        }
        let help = "is not a registry's address; write it as `example.com:5000/path`";
        Err(self.error(value.span(), format!("`{text}` {help}")))
    }

    fn tables<'v, 'a>(&self, value: &'v Value<'a>, what: &str) -> Result<&'v [Value<'a>]> {
        let tables = value.get_ref().as_array();
        tables.map(|it| &**it).ok_or_else(|| self.wrong(value, what))
    }

    /// The keys that a configuration and an override share.
    fn setting(&self, key: &str, value: &Value<'_>, settings: &mut Settings) -> Result<()> {
        match key {
            "platforms" => settings.platforms = Some(self.platforms(value)?),
            "build-platforms" => settings.build_platforms = Some(self.platforms(value)?),
            "rules" => settings.rules = self.levels(value)?,
            _ => settings.build_args = self.build_args(value)?,
        }
        Ok(())
    }

    fn overrides(&self, value: &Value<'_>) -> Result<Vec<Override>> {
        let tables = self.tables(value, "tables: `[[overrides]]`")?;
        tables.iter().map(|item| self.one_override(item)).collect()
    }

    fn one_override(&self, value: &Value<'_>) -> Result<Override> {
        let mut settings = Settings::default();
        let mut paths = None;
        for (key, at, value) in entries(self.table(value)?) {
            match key {
                "paths" => paths = Some(self.globs(value)?),
                _ if OVERRIDE_KEYS.contains(&key) => self.setting(key, value, &mut settings)?,
                _ => return Err(self.unknown("key", key, at, &OVERRIDE_KEYS)),
            }
        }
        let (paths, first) = paths.ok_or_else(|| self.error(value.span(), NO_PATHS.to_owned()))?;
        let said = settings.platforms.is_some();
        settings.platforms_reason =
            said.then(|| format!("`{}` says so for `{first}`", self.source.name()));
        Ok(Override { name: first, paths, settings })
    }

    /// Patterns, and the first one as written.
    fn globs(&self, value: &Value<'_>) -> Result<(Globs, String)> {
        let patterns = self.strings(value)?;
        let globs = Globs::new(patterns.iter().map(|(pattern, _)| *pattern));
        let first = patterns.first().map(owned).unwrap_or_default();
        globs.map(|globs| (globs, first)).map_err(|(index, why)| {
            let (pattern, at) = patterns.get(index).cloned().unwrap_or_default();
            self.error(at, format!("`{pattern}` is not a path pattern: {why}"))
        })
    }

    fn platforms(&self, value: &Value<'_>) -> Result<Vec<Platform>> {
        let mut platforms = Vec::new();
        for (text, at) in self.strings(value)? {
            let parsed = Platform::parse_known(text);
            let platform = parsed.map_err(|error| self.error(at, error.to_string()))?;
            if !platforms.contains(&platform) {
                platforms.push(platform);
            }
        }
        if platforms.is_empty() {
            return Err(self.error(
                value.span(),
                "names no platform; write one such as `linux/amd64`".to_owned(),
            ));
        }
        Ok(platforms)
    }

    fn levels(&self, value: &Value<'_>) -> Result<Levels> {
        let choices = [("off", None)].into_iter();
        let choices: Vec<_> =
            choices.chain(SEVERITIES.map(|(name, level)| (name, Some(level)))).collect();
        let mut levels = Levels::new();
        for (rule, at, value) in entries(self.table(value)?) {
            if !self.rules.contains(&rule) {
                return Err(self.unknown("rule", rule, at, self.rules));
            }
            levels.insert(rule.to_owned(), self.choice(value, &choices)?);
        }
        Ok(levels)
    }

    fn build_args(&self, value: &Value<'_>) -> Result<BTreeMap<String, String>> {
        let entries = entries(self.table(value)?).into_iter();
        entries
            .map(|(name, _, value)| Ok((name.to_owned(), self.string(value)?.to_owned())))
            .collect()
    }

    fn choice<T: Copy>(&self, value: &Value<'_>, choices: &[(&str, T)]) -> Result<T> {
        let text = self.string(value)?;
        let found = choices.iter().find(|(name, _)| *name == text);
        found.map(|&(_, choice)| choice).ok_or_else(|| {
            let names: Vec<&str> = choices.iter().map(|&(name, _)| name).collect();
            let hint = did_you_mean(text, names.iter().copied());
            self.error(value.span(), format!("`{text}` is none of {}{hint}", names.join(", ")))
        })
    }

    fn strings<'v>(&self, value: &'v Value<'_>) -> Result<Vec<(&'v str, Range<usize>)>> {
        let items =
            value.get_ref().as_array().ok_or_else(|| self.wrong(value, "a list of strings"))?;
        items.iter().map(|item| Ok((self.string(item)?, item.span()))).collect()
    }

    fn string<'v>(&self, value: &'v Value<'_>) -> Result<&'v str> {
        value.get_ref().as_str().ok_or_else(|| self.wrong(value, "a string"))
    }

    fn truth(&self, value: &Value<'_>) -> Result<bool> {
        value.get_ref().as_bool().ok_or_else(|| self.wrong(value, "`true` or `false`"))
    }

    fn table<'v, 'a>(&self, value: &'v Value<'a>) -> Result<&'v DeTable<'a>> {
        value.get_ref().as_table().ok_or_else(|| self.wrong(value, "a table"))
    }

    fn wrong(&self, value: &Value<'_>, expected: &str) -> ConfigError {
        let found = value.get_ref().type_str();
        self.error(value.span(), format!("expected {expected}, found {found}"))
    }

    fn unknown(&self, what: &str, name: &str, at: Range<usize>, known: &[&str]) -> ConfigError {
        let near = did_you_mean(name, known.iter().copied());
        let hint = match what {
            _ if !near.is_empty() => near,
            "rule" => "; `anyarch rules` lists them all".to_owned(),
            _ => format!("; the keys are {}", known.join(", ")),
        };
        self.error(at, format!("unknown {what} `{name}`{hint}"))
    }

    fn syntax(&self, error: &toml::de::Error) -> ConfigError {
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        self.error(error.span().unwrap_or_default(), message)
    }

    fn error(&self, at: Range<usize>, message: String) -> ConfigError {
        let place = self.source.position(u32::try_from(at.start).unwrap_or(u32::MAX));
        let name = self.source.name().to_owned();
        ConfigError { name, line: place.line, column: place.column, message }
    }
}

/// Keys with their places and values, in file order, so that the first error is the first in the file.
fn entries<'v, 'a>(table: &'v DeTable<'a>) -> Vec<(&'v str, Range<usize>, &'v Value<'a>)> {
    let all = table.iter().map(|(key, value)| (key.get_ref().as_ref(), key.span(), value));
    let mut all: Vec<_> = all.collect();
    all.sort_by_key(|(_, at, _)| at.start);
    all
}

fn owned((text, _): &(&str, Range<usize>)) -> String {
    (*text).to_owned()
}
