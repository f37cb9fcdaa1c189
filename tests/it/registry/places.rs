//! Where registries are asked: mirrors, locations, blocks, proxies.

use super::{Reply, Server, both};
use crate::{
    cli::process::{Run, command, wait},
    discover::Folder,
};

/// Checks `FROM IMAGE` in a home with these files.
fn check(image: &str, files: &[(&str, &str)], more: &[(&str, &str)]) -> Run {
    let folder = Folder::new(&[]);
    folder.write("Dockerfile", format!("FROM {image}\n").as_bytes());
    for (name, text) in files {
        folder.write(name, text.as_bytes());
    }
    let arguments = ["check", "--online", "--timeout", "4"];
    let mut command = command(&folder.path(""), &arguments);
    for (name, value) in more {
        command.env(name, value);
    }
    wait(&mut command, b"")
}

/// What says that a registry has a mirror.
fn mirrored(origin: &Server, mirror: &Server) -> String {
    let (origin, mirror) = (origin.host(), mirror.host());
    format!("[[registry]]\nlocation = \"{origin}\"\n[[registry.mirror]]\nlocation = \"{mirror}\"\n")
}

#[test]
fn mirrors_are_asked_before_the_registry() {
    let mirror = Server::new(|_| both());
    let host = mirror.host();
    let containers = format!(
        "[[registry]]\nprefix = \"quay.io\"\n[[registry.mirror]]\nlocation = \"{host}/quay\"\n"
    );
    let docker = format!(r#"{{"registry-mirrors": ["http://{host}"]}}"#);
    for (image, file, text, path) in [
        (
            "quay.io/a/b:1",
            ".config/containers/registries.conf",
            &containers,
            "/v2/quay/a/b/manifests/1",
        ),
        (
            "quay.io/a/c:1",
            ".config/containers/registries.conf.d/x.conf",
            &containers,
            "/v2/quay/a/c/manifests/1",
        ),
        ("quay.io/a/d:1", "anyarch.toml", &containers, "/v2/quay/a/d/manifests/1"),
        ("alpine:0.1", ".config/docker/daemon.json", &docker, "/v2/library/alpine/manifests/0.1"),
    ] {
        let before = mirror.log().len();
        let run = check(image, &[(file, text)], &[]);
        assert!(run.out.contains("no findings"), "{file}: {}{}", run.out, run.err);
        assert_eq!(mirror.log()[before..], [format!("GET {path}")], "{file}");
    }
}

#[test]
fn the_registry_is_asked_where_a_mirror_lacks_an_image_or_fails() {
    for reply in [
        Reply::status(404),
        Reply::status(500),
        Reply::json("{").with("Docker-Content-Digest", &super::digest("x")),
        Reply::Silence,
    ] {
        let mirror = Server::new(move |_| reply.clone());
        let origin = Server::new(|_| both());
        let conf = mirrored(&origin, &mirror);
        let image = format!("{}/a:1", origin.host());
        let run = check(&image, &[("anyarch.toml", &conf)], &[]);
        assert!(run.out.contains("no findings"), "{}{}", run.out, run.err);
        assert_eq!(origin.log(), ["GET /v2/a/manifests/1"]);
        assert!(!mirror.log().is_empty());
    }
}

#[test]
fn another_location_and_a_block_hold() {
    let server = Server::new(|_| both());
    let conf =
        format!("[[registry]]\nprefix = \"*.corp.test\"\nlocation = \"{}/x\"\n", server.host());
    let run = check("a.corp.test/app:1", &[("anyarch.toml", &conf)], &[]);
    assert!(run.out.contains("no findings"), "{}{}", run.out, run.err);
    assert_eq!(server.log(), ["GET /v2/x/app/manifests/1"]);
    let conf = "[[registry]]\nprefix = \"quay.io/bad\"\nblocked = true\n";
    let run = check("quay.io/bad/app:1", &[("anyarch.toml", conf)], &[]);
    assert!(run.out.contains("`quay.io/bad` is blocked in `anyarch.toml`"), "{}", run.out);
}

#[test]
fn a_block_holds_for_every_port_and_for_what_is_kept() {
    let server = Server::new(|_| both());
    let image = format!("{}/app:1", server.host().replace("127.0.0.1", "x.localhost"));
    let conf = "[[registry]]\nprefix = \"*.localhost\"\nblocked = true\n";
    let run = check(&image, &[("anyarch.toml", conf)], &[]);
    assert!(run.out.contains("`*.localhost` is blocked"), "{}", run.out);
    let conf = "[[registry]]\nprefix = \"*.localhost/app\"\nblocked = true\n";
    let run = check(&image, &[("anyarch.toml", conf)], &[]);
    assert!(run.err.contains("`*.localhost/app` is left out"), "{}", run.err);

    let folder = Folder::new(&[]);
    folder.write("Dockerfile", format!("FROM {}/app:1\n", server.host()).as_bytes());
    let run = || wait(&mut command(&folder.path(""), &["check", "--online"]), b"").out;
    assert!(run().contains("no findings"));
    let before = server.log().len();
    let conf = format!("[[registry]]\nlocation = \"{}\"\nblocked = true\n", server.host());
    folder.write("anyarch.toml", conf.as_bytes());
    let out = run();
    assert!(out.contains("is blocked in `anyarch.toml`"), "{out}");
    assert_eq!(server.log().len(), before);
}

#[test]
fn a_mirror_that_answers_at_once_takes_no_time_from_the_registry() {
    let mirror = Server::new(|_| Reply::status(404));
    let origin = Server::new(|_| {
        std::thread::sleep(std::time::Duration::from_millis(2_600));
        both()
    });
    let conf = mirrored(&origin, &mirror);
    let image = format!("{}/a:1", origin.host());
    let run = check(&image, &[("anyarch.toml", &conf)], &[]);
    assert!(run.out.contains("no findings"), "{}{}", run.out, run.err);
}

#[test]
fn a_mirror_that_wants_a_login_is_told_where_the_registry_cannot_be_had() {
    let mirror = Server::new(|_| Reply::status(401));
    let origin = Server::new(|_| Reply::status(500));
    let conf = mirrored(&origin, &mirror);
    let image = format!("{}/a:1", origin.host());
    let run = check(&image, &[("anyarch.toml", &conf)], &[]);
    let expected = format!("`docker login {}` helps", mirror.host());
    assert!(run.out.replace("\n    ", " ").contains(&expected), "{}{}", run.out, run.err);
}

#[test]
fn a_mirror_is_shown_its_own_login_alone() {
    let mirror = Server::new(|asked| match asked.headers.get("authorization") {
        None => Reply::status(401).with("WWW-Authenticate", "Basic realm=\"x\""),
        Some(_) => both(),
    });
    let conf = format!(
        "[[registry]]\nprefix = \"quay.io\"\nlocation = \"{0}\"\n[[registry.mirror]]\nlocation = \"{0}\"\n",
        mirror.host()
    );
    let auths = r#"{"auths":{"quay.io":{"auth":"bWU6c2VjcmV0"}}}"#;
    let run = check("quay.io/a:1", &[("anyarch.toml", &conf), (".docker/config.json", auths)], &[]);
    assert!(run.out.contains("not checked"), "{}", run.out);
    assert!(mirror.asked().iter().all(|it| !it.headers.contains_key("authorization")));
}

#[test]
fn a_registry_without_encryption_is_listed_first() {
    // No such name is looked up: the proxy gets it.
    let proxy =
        Server::new(|asked| if asked.method == "GET" { both() } else { Reply::status(405) });
    let address = format!("http://{}", proxy.host());
    let proxies = [("HTTP_PROXY", &*address), ("http_proxy", &address), ("HTTPS_PROXY", &address)];
    let run = check("registry.test/a:1", &[], &proxies);
    assert!(run.out.contains("`registry.test` cannot be reached"), "{}", run.out);
    assert!(
        proxy.log().iter().all(|it| it.starts_with("CONNECT registry.test:443")),
        "{:?}",
        proxy.log()
    );
    let listed = "[[registry]]\nprefix = \"registry.test\"\ninsecure = true\n";
    let run = check("registry.test/a:1", &[("anyarch.toml", listed)], &proxies);
    assert!(run.out.contains("no findings"), "{}{}", run.out, run.err);
    assert_eq!(proxy.log().last().unwrap(), "GET http://registry.test/v2/a/manifests/1");
    let listed = r#"{"insecure-registries": ["registry.test"]}"#;
    let run = check("registry.test/b:1", &[(".config/docker/daemon.json", listed)], &proxies);
    assert!(run.out.contains("no findings"), "{}{}", run.out, run.err);
    let run = check(
        "registry.test/c:1",
        &[(".config/docker/daemon.json", listed)],
        &[proxies[0], proxies[1], proxies[2], ("NO_PROXY", "registry.test")],
    );
    assert!(run.out.contains("cannot be reached"), "{}", run.out);
}

#[test]
fn files_that_cannot_be_read_are_told() {
    let server = Server::new(|_| both());
    let image = format!("{}/a:1", server.host());
    for (name, text, expected) in [
        (".config/containers/registries.conf", "[[registry", "registries.conf` is left out"),
        (".config/docker/daemon.json", "{", "daemon.json` is left out"),
        (".docker/config.json", "{", "config.json` is left out"),
    ] {
        let run = check(&image, &[(name, text)], &[]);
        assert!(run.err.contains(expected), "{}", run.err);
        assert!(run.out.contains("no findings"), "{}", run.out);
    }
}

#[test]
fn the_environment_and_the_project_say_whether_registries_are_asked() {
    let server = Server::new(|_| both());
    let folder = Folder::new(&[]);
    folder.write("Dockerfile", format!("FROM {}/a:1\n", server.host()).as_bytes());
    let asked = |toml: &str, offline: &str, arguments: &[&str]| {
        folder.write("anyarch.toml", toml.as_bytes());
        let all = [&["check", "--refresh"], arguments].concat();
        let before = server.log().len();
        wait(command(&folder.path(""), &all).env("ANYARCH_OFFLINE", offline), b"");
        server.log().len() > before
    };
    let off: String =
        anyarch::rules::ON_IMAGES.iter().map(|it| format!("{it} = \"off\"\n")).collect();
    assert!(asked("", "", &[]), "the rules about images want to know");
    assert!(!asked(&format!("[rules]\n{off}"), "", &[]), "no rule wants to know");
    assert!(!asked("online = false", "", &[]));
    assert!(asked("online = false", "", &["--online"]));
    assert!(!asked("", "1", &[]));
    assert!(!asked("online = true", "1", &[]));
    assert!(asked("online = true", "0", &[]));
    assert!(!asked("online = true", "", &["--offline"]));
}

#[test]
fn a_person_at_a_terminal_is_shown_how_far_it_is() {
    if std::process::Command::new("script").arg("--version").output().is_err() {
        println!("skipped: there is no `script` here");
        return;
    }
    let server =
        Server::new(|asked| if asked.path.contains("/a/") { Reply::status(503) } else { both() });
    let folder = Folder::new(&[]);
    for name in ["a", "b"] {
        let text = format!("FROM {}/{name}:1\n", server.host());
        folder.write(&format!("{name}/Dockerfile"), text.as_bytes());
    }
    let program = env!("CARGO_BIN_EXE_anyarch");
    let mut script = std::process::Command::new("script");
    let line = format!("'{program}' check --online --timeout 2 > report");
    script.args(["-qec", &line, "/dev/null"]).current_dir(folder.path(""));
    let run = wait(script.env("HOME", folder.path("")).env("TERM", "xterm"), b"");
    assert!(run.out.contains("1 of 2 images resolved, asking "), "{}", run.out);
    assert!(run.out.contains("retr"), "{}", run.out);
    assert!(!run.out.contains("no findings"), "{}", run.out);
    let report = std::fs::read_to_string(folder.path("report")).unwrap();
    assert!(report.contains("no findings") && !report.contains("resolved"), "{report}");
}

#[test]
fn a_prefix_may_end_with_a_slash() {
    let server = Server::new(|_| both());
    let host = server.host();
    let conf = format!("[[registry]]\nprefix = \"{host}/team/\"\nblocked = true\n");
    let run = check(&format!("{host}/team/app:1"), &[("anyarch.toml", &conf)], &[]);
    assert!(run.out.contains("is blocked"), "{}", run.out);
    let run = check(&format!("{host}/teams/app:1"), &[("anyarch.toml", &conf)], &[]);
    assert!(run.out.contains("no findings"), "{}", run.out);
    assert_eq!(server.log(), ["GET /v2/teams/app/manifests/1"]);
}

#[test]
fn behind_a_proxy_nobody_is_led_into_a_private_network() {
    let conf = "[[registry]]\nprefix = \"registry.example.com\"\ninsecure = true\n";
    let ask = |reply: Reply| {
        let proxy = Server::new(move |asked| match asked.method.as_str() {
            "CONNECT" => Reply::status(502),
            _ if asked.path.contains("example.com") => reply.clone(),
            _ => both(),
        });
        let address = format!("http://{}", proxy.host());
        let proxies = [("http_proxy", &*address), ("https_proxy", &*address)];
        let run = check("registry.example.com/app:1", &[("anyarch.toml", conf)], &proxies);
        (run.out, proxy.log())
    };
    let (out, log) = ask(both());
    assert!(out.contains("no findings"), "{out}");
    assert!(log.contains(&"GET http://registry.example.com/v2/app/manifests/1".to_owned()));
    for address in ["http://10.1.2.3/x", "http://[fd00::1]/x", "http://127.0.0.1:1/x"] {
        let (out, log) = ask(Reply::status(307).with("Location", address));
        assert!(out.contains("leads elsewhere: into a private network"), "{address}: {out}");
        assert!(!log.iter().any(|it| it.contains(address)), "{log:?}");
    }
    let challenge = "Bearer realm=\"https://10.1.2.3/token\"";
    let (out, log) = ask(Reply::status(401).with("WWW-Authenticate", challenge));
    assert!(out.contains("its tokens are to be fetched in a private network"), "{out}");
    assert!(!log.iter().any(|it| it.contains("10.1.2.3")), "{log:?}");
    // What is elsewhere on the Internet is found by the proxy.
    let (out, log) = ask(Reply::status(307).with("Location", "http://blobs.example.org/x"));
    assert!(out.contains("no findings"), "{out}");
    assert!(log.contains(&"GET http://blobs.example.org/x".to_owned()), "{log:?}");
}

#[test]
fn a_mirror_that_lacks_an_image_lends_nobody_its_name() {
    let mirror = Server::new(|_| Reply::status(404));
    let one = Server::new(|_| both());
    let two = Server::new(|_| Reply::json(&super::index(&["linux/amd64"])));
    let folder = Folder::new(&[]);
    folder.write("anyarch.toml", (mirrored(&one, &mirror) + &mirrored(&two, &mirror)).as_bytes());
    for (name, host) in [("a", one.host()), ("b", two.host()), ("c", mirror.host())] {
        folder.write(&format!("{name}/Dockerfile"), format!("FROM {host}/x:1\n").as_bytes());
    }
    for _ in 0..2 {
        let arguments = ["check", "--online", "--format", "concise"];
        let run = wait(&mut command(&folder.path(""), &arguments), b"");
        let lines: Vec<&str> = run.out.lines().filter(|it| it.contains("error[")).collect();
        assert_eq!(lines.len(), 2, "{}", run.out);
        assert!(lines[0].starts_with("b/") && lines[0].contains("for linux/arm64"), "{}", run.out);
        assert!(lines[1].starts_with("c/") && lines[1].contains("does not exist"), "{}", run.out);
    }
    // What was kept from the registries counts there, and the mirror is asked again for what it lacks alone.
    let asked = |it: &String| it.contains("manifests");
    let asked = mirror.log().into_iter().filter(asked).count();
    assert_eq!((one.log().len(), asked), (1, 4), "{:?}", mirror.log());
}

#[test]
fn prefixes_that_are_about_nothing_are_told() {
    let server = Server::new(|_| both());
    let image = format!("{}/a:1", server.host());
    for prefix in ["*", "*example.com", "https://example.com", "a/*.b", "index.docker.io"] {
        let conf = format!("[[registry]]\nprefix = \"{prefix}\"\nblocked = true\n");
        let run = check(&image, &[("anyarch.toml", &conf)], &[]);
        assert!(run.err.contains(&format!("`{prefix}` is left out")), "{prefix}: {}", run.err);
    }
    for prefix in ["example.com", "example.com:5000/a", "docker.io/library/alpine:3", "[::1]:5000"]
    {
        let conf = format!("[[registry]]\nprefix = \"{prefix}\"\nblocked = true\n");
        let run = check(&image, &[("anyarch.toml", &conf)], &[]);
        assert_eq!(run.err, "", "{prefix}");
    }
}
