//! Programs whose output is known: those that tell the architecture, and those that pass text on.
//!
//! Not what a program does to files. What is not known here has an unknown output, which is never wrong.

use super::value::{From, Value};
use crate::platform::Platform;
use std::borrow::Cow;

/// What a script runs on.
#[derive(Clone, Copy, Debug)]
pub struct Machine<'a> {
    /// What its commands run on.
    pub platform: &'a Platform,
    /// What the image is for.
    pub target: &'a Platform,
}

/// What a program prints; `None` when it prints nothing that anyone knows.
#[must_use]
pub fn output(name: &str, arguments: &[Value], input: Option<&Value>, on: Machine<'_>) -> Value {
    let texts: Vec<Cow<'_, str>> = arguments.iter().map(Value::shown).collect();
    let texts: Vec<&str> = texts.iter().map(|it| &**it).collect();
    if let Some(told) = tell(name, &texts, on) {
        return told;
    }
    match name {
        "echo" => echo(arguments),
        "printf" => printf(arguments),
        _ => match input {
            Some(input) => super::filter::filter(name, &texts, input),
            None => Value::unknown(arguments.iter().any(Value::by_platform)),
        },
    }
}

/// Programs that say what they run on.
fn tell(name: &str, texts: &[&str], on: Machine<'_>) -> Option<Value> {
    let has = |text: &str| texts.iter().any(|it| it.contains(text));
    let platform = on.platform;
    let told = |name: Option<&str>| match name {
        Some(name) => Value::known(name, From::Machine),
        None => Value::unknown(true),
    };
    Some(match name {
        "uname" => uname(texts, platform),
        "arch" => told(machine(platform)),
        "dpkg" if has("--print-architecture") => told(debian(platform)),
        "dpkg-architecture" => told(debian_variable(texts, platform).as_deref()),
        "apk" if has("--print-arch") => told(alpine(platform)),
        "rpm" if has("arch") || has("ARCH") => told(machine(platform)),
        "lscpu" | "hostnamectl" | "file" => told(None),
        "getconf" if has("LONG_BIT") => told(Some(bits(platform))),
        "xx-info" => match xx_info(texts, on.target) {
            Some(name) => Value::known(name, From::Platform),
            None => Value::unknown(true),
        },
        "go" if has("GOARCH") || has("GOHOSTARCH") => told(Some(platform.architecture.as_ref())),
        "node" | "nodejs" if has("process.arch") => {
            told(node(platform).filter(|_| prints(texts, &["process.arch", "os.arch()"])))
        }
        "python" | "python3" if has("machine") => {
            told(machine(platform).filter(|_| {
                prints(texts, &["platform.machine()", "machine()", "os.uname().machine"])
            }))
        }
        "gcc" | "cc" | "clang" if has("-dumpmachine") || has("-print-multiarch") => told(None),
        "cat" if has("/etc/apk/arch") => told(alpine(platform)),
        _ => return None,
    })
}

/// True if a program of one line prints nothing but one of some expressions: others may choose by it.
fn prints(texts: &[&str], expressions: &[&str]) -> bool {
    let Some((program, [.., option])) = texts.split_last() else { return false };
    let program: String = program.split_whitespace().collect();
    let last = program.trim_end_matches(';').rsplit(';').next().unwrap_or_default();
    let argument = ["print(", "console.log(", "sys.stdout.write("]
        .iter()
        .find_map(|call| last.strip_prefix(call)?.strip_suffix(')'));
    let printed = argument.unwrap_or(if option.contains('p') { last } else { "" });
    expressions.contains(&printed)
}

fn uname(texts: &[&str], platform: &Platform) -> Value {
    let is_machine = |text: &&str| {
        let long = text.strip_prefix("--").is_some_and(|it| "machine".starts_with(it));
        long || matches!(*text, "-m" | "-p" | "-i" | "--processor" | "--hardware-platform")
    };
    match texts {
        [one] if is_machine(one) => match machine(platform) {
            Some(name) => Value::known(name, From::Machine),
            None => Value::unknown(true),
        },
        [] | ["-s" | "--kernel-name"] => Value::known("Linux", From::Machine),
        _ => Value::unknown(true),
    }
}

/// The kernel's name. 32-bit systems mostly run on 64-bit kernels, which give their own.
fn machine(platform: &Platform) -> Option<&'static str> {
    Some(match platform.architecture.as_ref() {
        "amd64" => "x86_64",
        "arm64" => "aarch64",
        "ppc64le" => "ppc64le",
        "s390x" => "s390x",
        "riscv64" => "riscv64",
        "loong64" => "loongarch64",
        "mips64le" => "mips64",
        _ => return None,
    })
}

fn bits(platform: &Platform) -> &'static str {
    match platform.architecture.as_ref() {
        "386" | "arm" => "32",
        _ => "64",
    }
}

fn debian(platform: &Platform) -> Option<&'static str> {
    Some(match (platform.architecture.as_ref(), platform.variant.as_ref()) {
        ("amd64", _) => "amd64",
        ("arm64", _) => "arm64",
        ("arm", "v5") => "armel",
        ("arm", "v7") => "armhf",
        ("386", _) => "i386",
        ("ppc64le", _) => "ppc64el",
        ("s390x", _) => "s390x",
        ("riscv64", _) => "riscv64",
        ("mips64le", _) => "mips64el",
        ("loong64", _) => "loong64",
        _ => return None,
    })
}

fn gnu(platform: &Platform) -> Option<&'static str> {
    Some(match platform.architecture.as_ref() {
        "arm" => "arm",
        "386" => "i686",
        "ppc64le" => "powerpc64le",
        _ => return machine(platform),
    })
}

fn debian_variable(texts: &[&str], platform: &Platform) -> Option<String> {
    let asked = texts.iter().find_map(|text| text.split("DEB_").nth(1))?;
    let (_, asked) = asked.split_once('_')?;
    let triple = |cpu: &str| match platform.architecture.as_ref() {
        "arm" if platform.variant == "v5" => "arm-linux-gnueabi".to_owned(),
        "arm" => "arm-linux-gnueabihf".to_owned(),
        _ => format!("{cpu}-linux-gnu"),
    };
    match asked {
        "ARCH" | "ARCH_CPU" => debian(platform).map(str::to_owned),
        "GNU_CPU" => gnu(platform).map(str::to_owned),
        "MULTIARCH" if platform.architecture == "386" => Some("i386-linux-gnu".to_owned()),
        "GNU_TYPE" | "MULTIARCH" => gnu(platform).map(triple),
        "ARCH_BITS" => Some(bits(platform).to_owned()),
        _ => None,
    }
}

fn alpine(platform: &Platform) -> Option<&'static str> {
    Some(match (platform.architecture.as_ref(), platform.variant.as_ref()) {
        ("arm", "v6") => "armhf",
        ("arm", "v7") => "armv7",
        ("386", _) => "x86",
        _ => return machine(platform),
    })
}

fn node(platform: &Platform) -> Option<&'static str> {
    Some(match platform.architecture.as_ref() {
        "amd64" => "x64",
        "386" => "ia32",
        "arm64" => "arm64",
        "arm" => "arm",
        "ppc64le" => "ppc64",
        "s390x" => "s390x",
        _ => return None,
    })
}

/// The `xx` helpers speak of the target, whatever they run on.
fn xx_info(texts: &[&str], target: &Platform) -> Option<String> {
    match texts {
        ["arch"] => Some(target.architecture.to_string()),
        ["os"] => Some(target.os.to_string()),
        ["march"] => machine(target).map(str::to_owned),
        ["debian-arch" | "pkg-arch"] => debian(target).map(str::to_owned),
        ["alpine-arch"] => alpine(target).map(str::to_owned),
        _ => None,
    }
}

fn echo(arguments: &[Value]) -> Value {
    let is_option = |value: &&Value| matches!(&*value.shown(), "-n" | "-e" | "-ne" | "-en");
    // Only some shells take `\n` for a line's end, or `{a,b}` for two words, and a pattern may name files.
    let is_open = |text: &str| {
        let has_list = || text.contains('}') && (text.contains(',') || text.contains(".."));
        text.contains(['\\', '*', '?', '['])
            || text.starts_with('~')
            || text.contains('{') && has_list()
    };
    if arguments.iter().any(|it| is_open(&it.shown())) {
        return Value::unknown(arguments.iter().any(Value::by_platform));
    }
    let mut said = Value::default();
    for (index, argument) in arguments.iter().skip_while(is_option).enumerate() {
        if index > 0 {
            said.push(Value::known(" ", From::Other));
        }
        said.push(argument.clone());
    }
    said
}

fn printf(arguments: &[Value]) -> Value {
    let format = arguments.first().and_then(Value::text).unwrap_or_default();
    match (format.trim_end_matches("\\n"), arguments) {
        ("%s", [_, said]) => said.clone(),
        (plain, [said]) if !plain.contains(['%', '\\']) => said.clone(),
        (format, [_, said @ ..]) => filled(format, said)
            .unwrap_or_else(|| Value::unknown(arguments.iter().any(Value::by_platform))),
        (_, []) => Value::unknown(false),
    }
}

/// `%s  %s` with as many words.
fn filled(format: &str, said: &[Value]) -> Option<Value> {
    let mut parts = format.split("%s");
    let mut value = Value::known(parts.next()?, From::Other);
    let is_plain = !format.replace("%s", "").contains(['%', '\\']);
    for word in said {
        value.push(word.clone());
        value.push(Value::known(parts.next()?, From::Other));
    }
    (is_plain && parts.next().is_none()).then_some(value)
}
