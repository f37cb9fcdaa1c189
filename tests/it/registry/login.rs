//! Logins: which is shown to whom, and that nobody else sees it.

use super::{Asked, Reply, Server, both};
use crate::{
    cli::process::{Run, command, wait},
    discover::Folder,
};
use std::time::{Duration, Instant};

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

/// A folder with the helper `test`, and the path on which it is found.
fn helper(script: &str) -> (Folder, String) {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new(&[]);
    folder.write("docker-credential-test", format!("#!/bin/sh\n{script}\n").as_bytes());
    let program = folder.path("docker-credential-test");
    std::fs::set_permissions(program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:/usr/bin:/bin", folder.path("").display());
    (folder, path)
}

/// What a helper prints that knows the login.
const KNOWN: &str = r#"echo '{"Username":"me","Secret":"secret"}'"#;

#[test]
fn helpers_are_asked_for_their_host() {
    let script = format!("read server\ncase $server in *:*) {KNOWN};; *) exit 1;; esac");
    let (_folder, path) = helper(&script);
    let server = Server::new(basic);
    for config in [
        r#"{"credsStore":"test"}"#.to_owned(),
        format!(r#"{{"credHelpers":{{"{}":"test"}}}}"#, server.host()),
    ] {
        let run = check(&server, &config, &[("PATH", &path)]);
        assert!(run.out.contains("no findings"), "{}", run.out);
    }
    // One that is not there keeps nobody from what everybody may see.
    let run = check(&server, r#"{"credsStore":"none-such"}"#, &[]);
    assert!(run.out.contains("`docker-credential-none-such` cannot be started"), "{}", run.out);
}

#[test]
fn helpers_take_no_longer_than_an_image_may() {
    // One hangs, one has ended and left a child that holds its output.
    for (script, expected) in [
        ("exec sleep 60", "`docker-credential-test` did not answer within"),
        (KNOWN, "no findings"),
    ] {
        let script =
            if script == KNOWN { format!("{KNOWN}\nsleep 60 &") } else { script.to_owned() };
        let (_folder, path) = helper(&script);
        let server = Server::new(basic);
        let start = Instant::now();
        let run = check(&server, r#"{"credsStore":"test"}"#, &[("PATH", &path)]);
        assert!(run.out.contains(expected), "{script}: {}", run.out);
        assert!(start.elapsed() < Duration::from_secs(12), "{:?}", start.elapsed());
    }
}

#[test]
fn a_helper_is_asked_once_for_all_images_of_its_registry() {
    let (folder, path) = helper(&format!("echo x >> $0.log\n{KNOWN}"));
    let server = Server::new(basic);
    let project = Folder::new(&[]);
    for name in ["a", "b", "c"] {
        let text = format!("FROM {}/{name}:1\n", server.host());
        project.write(&format!("{name}/Dockerfile"), text.as_bytes());
    }
    project.write(".docker/config.json", br#"{"credsStore":"test"}"#);
    let mut command = command(&project.path(""), &["check", "--online"]);
    let run = wait(command.env("PATH", &path), b"");
    assert!(run.out.contains("no findings"), "{}", run.out);
    let log = std::fs::read_to_string(folder.path("docker-credential-test.log")).unwrap();
    assert_eq!(log, "x\n");
}

#[test]
fn tokens_are_not_fetched_without_encryption_elsewhere() {
    for realm in ["http://192.0.2.1/token", "http://localhost.example.com/token"] {
        let challenge = format!("Bearer realm=\"{realm}\"");
        let server = Server::new(move |_| Reply::status(401).with("WWW-Authenticate", &challenge));
        let run = check(&server, &auths(&server.host()), &[]);
        assert!(run.out.contains("its tokens are to be fetched without encryption"), "{}", run.out);
    }
}

#[test]
fn a_registry_may_ask_for_a_login_late() {
    // What everybody may see comes first.
    for late in [basic, bearer] {
        let server =
            Server::new(
                move |asked: &Asked| {
                    if asked.path.starts_with("/v2/a/") { both() } else { late(asked) }
                },
            );
        let folder = Folder::new(&[]);
        let text = format!("FROM {0}/a:1 AS a\nFROM {0}/b:1\nCOPY --from=a / /\n", server.host());
        folder.write("Dockerfile", text.as_bytes());
        folder.write(".docker/config.json", auths(&server.host()).as_bytes());
        let run = wait(&mut command(&folder.path(""), &["check", "--online"]), b"");
        assert!(run.out.contains("no findings"), "{}", run.out);
        assert!(server.log().contains(&"GET /v2/a/manifests/1".to_owned()));
    }
}

#[test]
fn a_helper_that_fails_is_told_and_keeps_nobody_from_what_all_may_see() {
    for (script, is_told) in [
        ("echo boom; exit 1", true),
        ("echo no-json", true),
        ("echo 'credentials not found in native keychain'; exit 1", false),
    ] {
        let (_folder, path) = helper(script);
        let server = Server::new(super::bearer);
        let run = check(&server, r#"{"credsStore":"test"}"#, &[("PATH", &path)]);
        assert!(run.out.contains("no findings"), "{}", run.out);
        let note = "registries were asked without its logins";
        assert_eq!(run.out.contains(note), is_told, "{script}: {}", run.out);
    }
}

#[test]
fn a_helper_is_not_heard_for_ever() {
    let (_folder, path) = helper(&format!("{KNOWN}\n(while :; do echo; sleep 0.1; done) &"));
    let server = Server::new(basic);
    let start = Instant::now();
    let run = check(&server, r#"{"credsStore":"test"}"#, &[("PATH", &path)]);
    assert!(run.out.contains("no findings"), "{}", run.out);
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

#[test]
fn what_is_nothing_in_a_file_of_logins_is_not_there() {
    let server = Server::new(basic);
    let host = server.host();
    let config = format!(
        r#"{{"auths":{{"{host}":{{"auth":"{PAIR}","username":null,"identitytoken":null}},"x":null}},
        "credHelpers":null,"credsStore":null}}"#
    );
    let run = check(&server, &config, &[]);
    assert!(run.out.contains("no findings"), "{}{}", run.out, run.err);
    let wrong = format!(r#"{{"auths":{{"{host}":{{"auth":"%%%"}}}}}}"#);
    let run = check(&server, &wrong, &[]);
    let expected = format!("anyarch: the `auth` of `{host}` in ");
    assert!(run.err.contains(&expected) && run.err.contains("in base64"), "{}", run.err);
}

#[test]
fn what_is_no_file_is_not_waited_for() {
    let server = Server::new(|_| both());
    let folder = Folder::new(&[".docker/x"]);
    folder.write("Dockerfile", format!("FROM {}/app:1\n", server.host()).as_bytes());
    let pipe = folder.path(".docker/config.json");
    assert!(std::process::Command::new("mkfifo").arg(pipe).status().unwrap().success());
    let run = wait(&mut command(&folder.path(""), &["check", "--online"]), b"");
    assert!(run.out.contains("no findings"), "{}", run.out);
    assert!(run.err.contains("config.json` cannot be read: it is not a regular"), "{}", run.err);
}

#[test]
fn a_login_for_this_machine_passes_no_proxy() {
    let proxy = Server::new(|_| Reply::status(500));
    let address = format!("http://{}", proxy.host());
    for answer in [basic, bearer] {
        let server = Server::new(answer);
        let proxies =
            ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY"].map(|it| (it, &*address));
        let run = check(&server, &auths(&server.host()), &proxies);
        assert!(run.out.contains("no findings"), "{}", run.out);
    }
    assert_eq!(proxy.log(), [""; 0]);
}

#[test]
fn a_login_for_another_registry_is_told() {
    let server = Server::new(|_| both());
    let folder = Folder::new(&[]);
    folder.write("Dockerfile", format!("FROM {}/app:1\n", server.host()).as_bytes());
    let given = ["--registry", "quay.io", "--username", "me", "--password-stdin"];
    let all = [&["check", "--online"], &given[..]].concat();
    let run = wait(&mut command(&folder.path(""), &all), b"secret\n");
    let note = "`--username` was of no use: no image is of `quay.io`";
    assert!(run.out.contains(note), "{}{}", run.out, run.err);
    // It is of use to who only looks at an image.
    let server = Server::new(basic);
    let (host, image) = (server.host(), format!("{}/app:1", server.host()));
    let given = ["--registry", &host, "--username", "me", "--password-stdin"];
    let all = [&["inspect", "--online", &image], &given[..]].concat();
    let run = wait(&mut command(&folder.path(""), &all), b"secret\n");
    assert_eq!((run.code, &*run.err), (0, ""), "{}", run.out);
}

#[test]
fn a_token_that_lets_nobody_in_is_no_login_that_is_refused() {
    let server = Server::new(|asked: &Asked| {
        if asked.path.starts_with("/token") {
            return Reply::json(r#"{"token":"same"}"#);
        }
        let realm = format!("Bearer realm=\"http://{}/token\"", asked.headers["host"]);
        Reply::status(401).with("WWW-Authenticate", &realm)
    });
    let run = check(&server, "{}", &[]);
    assert!(run.out.contains("says that it does not exist, or that this login"), "{}", run.out);
}

#[test]
fn a_machine_without_certificates_asks_itself() {
    let server = Server::new(|_| both());
    let none = [("SSL_CERT_FILE", "/nonexistent"), ("SSL_CERT_DIR", "/nonexistent")];
    let run = check(&server, "{}", &none);
    assert!(run.out.contains("no findings"), "{}{}", run.out, run.err);
}
