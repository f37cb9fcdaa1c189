//! Starts the program and waits for it, but not for ever.

use std::{
    io::{Read, Write},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// What no run needs, on a busy machine and without optimisation.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a run left behind.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// The program, in `folder`, without the environment's say in colours.
pub(crate) fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_anyarch"));
    command.args(arguments).current_dir(folder);
    command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env_remove("TERM");
    // What a person keeps is not for tests.
    command.env("HOME", folder).env("XDG_CACHE_HOME", folder.join(".cache"));
    for name in ["DOCKER_CONFIG", "DOCKER_AUTH_CONFIG", "REGISTRY_AUTH_FILE"] {
        command.env_remove(name);
    }
    // Who wants a registry says so.
    command.env("ANYARCH_OFFLINE", "1");
    command.env_remove("XDG_CONFIG_HOME").env_remove("XDG_RUNTIME_DIR");
    command
}

pub(crate) fn anyarch(folder: &Path, arguments: &[&str], input: &[u8]) -> Run {
    wait(&mut command(folder, arguments), input)
}

/// Runs a command with `input` on its standard input.
pub(crate) fn wait(command: &mut Command, input: &[u8]) -> Run {
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let out = collect(child.stdout.take().unwrap());
    let err = collect(child.stderr.take().unwrap());
    // A program that does not read its input closes it.
    let _ = stdin.write_all(input);
    drop(stdin);
    let code = end(&mut child, command);
    Run { code, out: out.join().unwrap(), err: err.join().unwrap() }
}

fn collect(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).unwrap();
        String::from_utf8(bytes).expect("all output is UTF-8")
    })
}

fn end(child: &mut Child, command: &Command) -> i32 {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code().unwrap_or_else(|| panic!("{command:?} ended with {status}"));
        }
        if start.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("{command:?} does not end");
        }
        thread::sleep(Duration::from_millis(2));
    }
}
