//! The table of rules, and the words they share.
//!
//! Not a framework: a rule is a function in a file of its own, and is known when it stands in `ALL`.

use crate::{
    diagnostic::Edit,
    facts::Facts,
    platform::Platform,
    rule::{Check, Rule},
    span::Span,
    syntax::ast::Flag,
};
use std::collections::HashSet;

pub use engine::INVALID_INSTRUCTION;

mod address;
mod arch_branch_missing_required;
mod arch_default_arg;
mod arch_name_literal;
mod arch_name_mismatch;
mod arch_name_script;
mod arch_name_tool;
mod arch_path;
mod arch_path_script;
mod arch_specific_base_image;
mod arch_word;
mod asset;
mod backslash_escape;
mod bare;
mod base_image_missing_platform;
mod buildarch_for_target;
mod buildarch_made;
mod builder;
mod cache_mount_shared_arch;
mod checksum;
mod consequence;
mod copied;
mod copy_from_image_missing_platform;
mod crlf_mount;
mod crlf_script;
mod cross_compiler;
mod cross_purpose;
mod cross_target;
mod cross_tool;
mod dev_special_path;
mod digest_pin_single_arch;
mod dotnet;
mod dotnet_options;
mod download;
mod download_help;
mod emulated_compile;
mod engine;
mod env_arch_hardcoded;
mod env_arch_script;
mod environment;
mod exec_form_builtin;
mod exec_undeclared;
mod final_stage_buildplatform;
mod from_platform_constant;
mod from_redundant_targetplatform;
mod from_stage_platform_ignored;
mod go;
mod go_environment;
mod go_system;
mod gone;
mod host_brought;
mod host_built;
mod host_deps_copied;
mod host_fetched;
mod host_go;
mod host_go_cross;
mod host_go_place;
mod host_packages;
mod host_removed;
mod image;
mod install;
mod label_arch_hardcoded;
mod linux_only;
mod made;
mod malformed_image;
mod onbuild_undeclared;
mod os;
mod package;
mod package_file;
mod package_glob;
mod package_source;
mod path_list_separator;
mod percent_env_var;
mod posix_command;
mod posix_option;
mod posix_path;
mod posix_program;
mod posix_sign;
mod powershell_sign;
mod prebuilt_binary_copy;
mod prebuilt_said;
mod qemu_static_copied;
mod rust;
mod said;
mod script;
mod setcap;
mod shell_form_cmd;
mod start;
mod start_undeclared;
mod system_target;
mod targetarch_default_shadows;
mod targetarch_undeclared_in_stage;
mod token;
mod toolchain;
mod ubuntu_source;
mod unpacked;
mod variant;
mod virtualenv;
mod volume_windows;
mod windows_command;
mod windows_only;
mod windows_only_base;
mod windows_os_version_pin;
mod windows_path;
mod windows_program;
mod wrong_package_manager;

/// All rules, by slug.
pub static ALL: &[&Rule] = &[
    &package::ONLY,
    &package_source::RULE,
    &arch_branch_missing_required::RULE,
    &arch_default_arg::RULE,
    &arch_name_mismatch::RULE,
    &package::QUALIFIED,
    &arch_specific_base_image::RULE,
    &package::SUFFIXED,
    &backslash_escape::RULE,
    &base_image_missing_platform::RULE,
    &windows_program::BATCH,
    &buildarch_for_target::RULE,
    &cache_mount_shared_arch::RULE,
    &linux_only::CHOWN,
    &copy_from_image_missing_platform::RULE,
    &crlf_script::RULE,
    &cross_compiler::RULE,
    &host_built::COPY,
    &dev_special_path::RULE,
    &digest_pin_single_arch::RULE,
    &dotnet::RULE,
    &emulated_compile::RULE,
    &env_arch_hardcoded::RULE,
    &exec_form_builtin::RULE,
    &final_stage_buildplatform::RULE,
    &package::FOREIGN,
    &from_platform_constant::RULE,
    &from_redundant_targetplatform::RULE,
    &from_stage_platform_ignored::RULE,
    &go::GOARCH,
    &go_system::GOOS,
    &go::NOT_EXPORTED,
    &package_file::RULE,
    &arch_path::PATH,
    &download::URL,
    &posix_command::HEALTH,
    &builder::HOST,
    &host_deps_copied::RULE,
    &arch_path::INTERPRETER,
    &engine::INVALID_INSTRUCTION,
    &arch_path::JAVA,
    &label_arch_hardcoded::RULE,
    &arch_path::LIB64,
    &posix_command::MANAGER,
    &malformed_image::RULE,
    &toolchain::NATIVE,
    &arch_path::LIB,
    &path_list_separator::RULE,
    &percent_env_var::RULE,
    &posix_program::PATH,
    &posix_path::RULE,
    &posix_program::SHELL,
    &linux_only::SHELL,
    &linux_only::USER,
    &windows_program::POWERSHELL,
    &windows_command::NANO,
    &prebuilt_binary_copy::RULE,
    &qemu_static_copied::RULE,
    &linux_only::MOUNT,
    &rust::RULE,
    &setcap::RULE,
    &shell_form_cmd::RULE,
    &posix_program::SCRIPT,
    &checksum::RULE,
    &linux_only::STOPSIGNAL,
    &targetarch_default_shadows::RULE,
    &targetarch_undeclared_in_stage::RULE,
    &engine::UNKNOWN_IGNORE,
    &engine::UNUSED_IGNORE,
    &variant::DRIFT,
    &variant::DUPLICATE,
    &variant::MISSING,
    &volume_windows::RULE,
    &windows_program::EXE,
    &windows_only_base::RULE,
    &windows_os_version_pin::RULE,
    &windows_command::MANAGER,
    &windows_path::RULE,
    &windows_program::CMD,
    &windows_only::SHELL,
    &windows_only::USER,
    &wrong_package_manager::RULE,
    &toolchain::X86_FLAG,
    &package::LANGUAGE,
];

/// How many other places a finding points at.
const PLACES: usize = 8;

/// The rules that are silent about an image that nobody knows.
pub const ON_IMAGES: &[&str] = &[
    base_image_missing_platform::RULE.slug,
    arch_specific_base_image::RULE.slug,
    copy_from_image_missing_platform::RULE.slug,
    digest_pin_single_arch::RULE.slug,
    windows_only_base::RULE.slug,
    windows_os_version_pin::RULE.slug,
    malformed_image::RULE.slug,
    arch_branch_missing_required::RULE.slug,
];

/// Rules that are asked with `--preview` only: new ones, whose findings may still change.
pub const PREVIEW: &[&str] = &["emulated-compile-stage", "setcap-in-build"];

/// The rules that are silent about files that are not there when the check runs.
pub const ON_CONTEXT: &[&str] =
    &[crlf_script::RULE.slug, host_deps_copied::RULE.slug, prebuilt_binary_copy::RULE.slug];

/// True if the rule compares files.
#[must_use]
pub fn is_on_sets(slug: &str) -> bool {
    ALL.iter().any(|rule| rule.slug == slug && matches!(rule.check, Check::Set(_)))
}

/// "linux/arm64", "linux/arm64 and linux/arm/v7", "a, b and c".
fn list(platforms: &[Platform]) -> String {
    join(&platforms.iter().map(ToString::to_string).collect::<Vec<_>>())
}

/// The same with "or".
fn either(platforms: &[Platform]) -> String {
    join_with("or", &platforms.iter().map(ToString::to_string).collect::<Vec<_>>())
}

fn join(words: &[String]) -> String {
    join_with("and", words)
}

fn join_with(last_by: &str, words: &[String]) -> String {
    match words.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} {last_by} {last}", rest.join(", ")),
    }
}

/// The change that takes a flag out, with the blank behind it.
fn without_flag(facts: &Facts<'_>, flag: &Flag) -> Edit {
    let Span { start, end } = flag.span;
    let behind = facts.text.get(end as usize..).unwrap_or_default();
    let blanks = behind.len() - behind.trim_start_matches([' ', '\t']).len();
    Edit { span: Span::at(start as usize, end as usize + blanks), content: String::new() }
}

/// "linux/arm64 is", "linux/arm64 and linux/arm/v7 are".
fn join_are(words: &str, count: usize) -> String {
    format!("{words} {}", if count == 1 { "is" } else { "are" })
}

/// "`a`, `b` and `c`": each name once.
fn quoted(names: Vec<String>) -> String {
    join(&once(names))
}

/// "`a` is", "`a` and `b` are": the same with the verb for as many.
fn quoted_with(names: Vec<String>, (is, are): (&str, &str)) -> String {
    let names = once(names);
    format!("{} {}", join(&names), if names.len() == 1 { is } else { are })
}

/// The names between backticks, without those that came before.
fn once(mut names: Vec<String>) -> Vec<String> {
    let mut seen = HashSet::new();
    names.retain(|name| seen.insert(name.clone()));
    names.iter().map(|name| format!("`{name}`")).collect()
}
