//! The arguments in the first line of a case: `--platform a,b --build-platform c --build-arg N=v --target s --path p
//! --context c`.

use anyarch::{engine, platform::Platform, stage::Options};

/// What a case is checked with.
pub(crate) struct Arguments {
    pub(crate) options: Options,
    pub(crate) path: String,
    pub(crate) context: Option<String>,
}

pub(crate) fn read(arguments: &str) -> Arguments {
    let mut options = Options {
        targets: engine::default_platforms(),
        builders: vec![Platform::new("linux", "amd64")],
        target_stage: None,
        build_args: Vec::new(),
    };
    let mut path = "Dockerfile".to_owned();
    let mut context = None;
    let platforms =
        |list: &str| list.split(',').map(|name| Platform::parse(name).unwrap()).collect();
    let mut words = arguments.split_whitespace();
    while let Some(word) = words.next() {
        let value = words.next().unwrap_or_else(|| panic!("`{word}` without a value"));
        match word {
            "--platform" => options.targets = platforms(value),
            "--build-platform" => options.builders = platforms(value),
            "--target" => options.target_stage = Some(value.to_owned()),
            "--context" => context = Some(value.to_owned()),
            "--path" => value.clone_into(&mut path),
            "--build-arg" => {
                let (name, value) = value.split_once('=').unwrap();
                options.build_args.push((name.to_owned(), value.to_owned()));
            }
            other => panic!("unknown argument `{other}`"),
        }
    }
    Arguments { options, path, context }
}
