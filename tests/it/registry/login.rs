//! Logins: which is shown to whom, and that nobody else sees it.

use super::{Asked, Reply, Server, both};
use crate::{
    cli::process::{Run, command, wait},
    discover::Folder,
};

/// `me:secret` in base64.
const PAIR: &str = "bWU6c2VjcmV0";

/// Checks `FROM HOST/app:1` with this file of docker's.
fn check(server: &Server, config: &str, more: &[(&str, &str)]) -> Run {
    let folder = Folder::new(&[]);
    folder.write("Dockerfile", format!("FROM {}/app:1\n", server.host()).as_bytes());
    folder.write(".docker/config.json", config.as_bytes());
    let mut command = command(&folder.path(""), &["check", "--online", "--timeout", "5"]);
    for (name, value) in more {
        command.env(name, value);
    }
    let run = wait(&mut command, b"");
    for secret in [PAIR, "secret", "hidden"] {
        assert!(!run.out.contains(secret) && !run.err.contains(secret), "{}{}", run.out, run.err);
    }
    run
}

fn auths(host: &str) -> String {
    format!(r#"{{"auths":{{"{host}":{{"auth":"{PAIR}"}}}}}}"#)
}

/// Lets in who shows name and password.
fn basic(asked: &Asked) -> Reply {
    match asked.headers.get("authorization") {
        Some(it) if *it == format!("Basic {PAIR}") => both(),
        _ => Reply::status(401).with("WWW-Authenticate", "Basic realm=\"x\""),
    }
}

/// Gives tokens for a name and password, or for an identity.
fn bearer(asked: &Asked) -> Reply {
    let host = &asked.headers["host"];
    let shown = asked.headers.get("authorization").map(String::as_str).unwrap_or_default();
    if asked.path.starts_with("/token") {
        let by_identity = asked.method == "POST" && asked.body.contains("refresh_token=hidden");
        let is_known = shown == format!("Basic {PAIR}") || by_identity;
        return if is_known { Reply::json(r#"{"token":"t"}"#) } else { Reply::status(401) };
    }
    if shown == "Bearer t" || shown == "Bearer hidden" {
        return both();
    }
    let challenge = format!("Bearer realm=\"http://{host}/token\",service=\"s\"");
    Reply::status(401).with("WWW-Authenticate", &challenge)
}

#[test]
fn names_and_passwords_are_shown_to_their_host() {
    for answer in [basic, bearer] {
        let server = Server::new(answer);
        let run = check(&server, &auths(&server.host()), &[]);
        assert!(run.out.contains("no findings"), "{}", run.out);
        let server = Server::new(answer);
        let run = check(&server, "{}", &[("DOCKER_AUTH_CONFIG", &auths(&server.host()))]);
        assert!(run.out.contains("no findings"), "{}", run.out);
    }
}

#[test]
fn tokens_that_stand_for_a_login_are_used() {
    for kind in ["identitytoken", "registrytoken"] {
        let server = Server::new(bearer);
        let config = format!(r#"{{"auths":{{"{}":{{"{kind}":"hidden"}}}}}}"#, server.host());
        let run = check(&server, &config, &[]);
        assert!(run.out.contains("no findings"), "{kind}: {}", run.out);
    }
}

#[test]
fn no_other_host_is_shown_a_login() {
    let server = Server::new(basic);
    for host in ["quay.io", "127.0.0.1", "127.0.0.1:1"] {
        let run = check(&server, &auths(host), &[]);
        assert!(run.out.contains("may not see it"), "{}", run.out);
    }
    assert!(server.asked().iter().all(|it| !it.headers.contains_key("authorization")));
    // Where blobs lie is another host.
    let other = Server::new(|_| both());
    let target = format!("http://{}/x", other.host());
    let server = Server::new(move |asked| match basic(asked) {
        Reply::Full(200, ..) => Reply::status(307).with("Location", &target),
        reply => reply,
    });
    let run = check(&server, &auths(&server.host()), &[]);
    assert!(run.out.contains("no findings"), "{}", run.out);
    assert!(other.asked().iter().all(|it| !it.headers.contains_key("authorization")));
}

#[test]
fn a_login_that_is_refused_is_told() {
    let server = Server::new(bearer);
    let wrong = format!(r#"{{"auths":{{"{}":{{"auth":"bWU6b3RoZXI="}}}}}}"#, server.host());
    let run = check(&server, &wrong, &[]);
    assert!(run.out.contains("is of no use: it is refused; `docker login"), "{}", run.out);
}

#[test]
fn helpers_are_asked_for_their_host() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new(&[]);
    let script = "#!/bin/sh\nread server\ncase $server in *:*) echo '{\"Username\":\"me\",\"Secret\":\"secret\"}';; *) exit 1;; esac\n";
    folder.write("docker-credential-test", script.as_bytes());
    let program = folder.path("docker-credential-test");
    std::fs::set_permissions(program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:/usr/bin:/bin", folder.path("").display());
    let server = Server::new(basic);
    for config in [
        r#"{"credsStore":"test"}"#.to_owned(),
        format!(r#"{{"credHelpers":{{"{}":"test"}}}}"#, server.host()),
    ] {
        let run = check(&server, &config, &[("PATH", &path)]);
        assert!(run.out.contains("no findings"), "{}", run.out);
    }
    let run = check(&server, r#"{"credsStore":"none-such"}"#, &[]);
    assert!(run.out.contains("`docker-credential-none-such` cannot be started"), "{}", run.out);
}
