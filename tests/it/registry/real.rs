//! A real registry, Debian's `docker-registry`, on loopback: what it is asked, by its own account.

use super::fill::{self, Served};
use crate::{
    cli::process::{Run, anyarch, command, wait},
    discover::Folder,
};
use std::{fmt::Write as _, fs, path::Path, process::Command};

/// A registry that ends with the test.
struct Real {
    served: Served,
    folder: Folder,
}

impl Real {
    /// `None` where it is not installed; `tests/setup` installs it.
    fn start() -> Option<Self> {
        let folder = Folder::new(&[]);
        let data = folder.path("data");
        Self::over(folder, &data, "")
    }

    /// One with these images; `more` is configuration for its way in, indented by a blank.
    fn over(folder: Folder, data: &Path, more: &str) -> Option<Self> {
        let served = fill::start(&folder.path(""), data, more)?;
        Some(Self { served, folder })
    }

    /// Pushes an index of these platforms.
    fn push(&self, name: &str, platforms: &[&str]) {
        fill::push(&self.served.host, name, platforms);
    }

    /// How many requests for manifests by this method its log has.
    fn count(&self, method: &str) -> usize {
        let log = fs::read_to_string(self.folder.path("log")).unwrap();
        let start = format!("\"{method} /v2/");
        let asked = log.split(&start).skip(1);
        asked.filter(|it| it.split(' ').next().is_some_and(|it| it.contains("/manifests/"))).count()
    }
}

#[test]
fn fifty_images_are_fifty_requests_and_then_none() {
    let Some(real) = Real::start() else {
        println!("skipped: docker-registry is not installed");
        return;
    };
    let project = Folder::new(&[]);
    let mut all = String::new();
    for at in 0..50 {
        let platforms: &[&str] =
            if at == 7 { &["linux/amd64"] } else { &["linux/amd64", "linux/arm64"] };
        real.push(&format!("team/app{at}"), platforms);
        let _ = writeln!(all, "FROM {}/team/app{at}:1 AS s{at}", real.served.host);
    }
    all.push_str("FROM scratch\n");
    for at in 0..50 {
        let _ = writeln!(all, "COPY --from=s{at} /a /b{at}");
    }
    project.write("Dockerfile", all.as_bytes());
    project.write("again/Dockerfile", all.as_bytes());
    let check = |more: &[&str]| -> (Run, usize, usize) {
        let before = (real.count("GET"), real.count("HEAD"));
        let all = [&["check", "--online", "--format", "concise"], more].concat();
        let run = anyarch(&project.path(""), &all, b"");
        (run, real.count("GET") - before.0, real.count("HEAD") - before.1)
    };
    let (run, get, head) = check(&[]);
    assert_eq!((get, head), (50, 0), "{}", run.out);
    assert_eq!(run.out.matches("/team/app7:1` does not exist for linux/arm64").count(), 2);
    assert_eq!(run.out.matches("error[").count(), 2, "{}", run.out);
    let (_, get, head) = check(&[]);
    assert_eq!((get, head), (0, 0));
    let (again, get, head) = check(&["--refresh"]);
    assert_eq!((get, head), (0, 50));
    assert_eq!(again.out, run.out);
}

/// `me:secret`, by `htpasswd -Bbn`.
const USERS: &str = "me:$2y$04$n8ZBrt9dC1jmqTKTpB26J.Irf6wmJaR3sB2HR92ip1LL8GA0CSWi.\n";

/// An authority of our own, `ca.crt`, and what it signed for this machine.
fn certify(folder: &Folder) {
    let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"];
    let run = |name: &str, more: &[&str]| {
        let (key_file, file) = (format!("{name}.key"), format!("{name}.crt"));
        let mut command = Command::new("openssl");
        command.args(["req", "-x509", "-keyout", &key_file, "-out", &file]).args(key).args(more);
        let output = command.current_dir(folder.path("")).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    run("ca", &["-subj", "/CN=authority"]);
    let own = ["-subj", "/CN=registry", "-addext", "subjectAltName=IP:127.0.0.1"];
    let signed =
        ["-CA", "ca.crt", "-CAkey", "ca.key", "-addext", "basicConstraints=critical,CA:FALSE"];
    run("own", &[&own[..], &signed].concat());
}

/// What openssl serves over TLS with a certificate of its own, until it is dropped.
struct Strange(std::process::Child);

impl Drop for Strange {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn nobody_vouches_for_a_registry_alone() {
    let folder = Folder::new(&[]);
    certify(&folder);
    let port = {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        free.local_addr().unwrap().port()
    };
    let mut command = Command::new("openssl");
    command.args(["s_server", "-quiet", "-www", "-cert", "own.crt", "-key", "own.key"]);
    command.args(["-accept", &port.to_string()]).current_dir(folder.path(""));
    let _strange = Strange(command.stdout(std::process::Stdio::null()).spawn().unwrap());
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    // The registry may be asked whoever vouches for it; where it has its tokens may not.
    let challenge = format!("Bearer realm=\"https://127.0.0.1:{port}/token\"");
    let server =
        super::Server::new(move |_| super::Reply::status(401).with("WWW-Authenticate", &challenge));
    let host = server.host();
    folder.write("Dockerfile", format!("FROM {host}/a:1\n").as_bytes());
    let listed = format!("[[registry]]\nlocation = \"{host}\"\ninsecure = true\n");
    folder.write("anyarch.toml", listed.as_bytes());
    let auths = format!(r#"{{"auths":{{"{host}":{{"auth":"bWU6c2VjcmV0"}}}}}}"#);
    folder.write(".docker/config.json", auths.as_bytes());
    let run = anyarch(&folder.path(""), &["check", "--online"], b"");
    let said = run.out.replace("\n    ", " ");
    assert!(said.contains("`127.0.0.1`, to which the registry leads, is not trusted"), "{said}");
    // Its own authority vouches for both.
    let certificate = format!(".config/docker/certs.d/{host}/ca.crt");
    folder.write(&certificate, &fs::read(folder.path("ca.crt")).unwrap());
    let run = anyarch(&folder.path(""), &["check", "--online"], b"");
    assert!(run.out.contains("its token is not in JSON"), "{}{}", run.out, run.err);
}

#[test]
fn encryption_and_passwords_are_those_of_a_real_registry() {
    let Some(plain) = Real::start() else {
        println!("skipped: docker-registry is not installed");
        return;
    };
    plain.push("app", &["linux/amd64", "linux/arm64"]);
    let folder = Folder::new(&[]);
    certify(&folder);
    folder.write("users", USERS.as_bytes());
    let path = |name: &str| folder.path(name).display().to_string();
    let more = format!(
        " tls: {{certificate: {}, key: {}}}\nauth: {{htpasswd: {{realm: x, path: {}}}}}\n",
        path("own.crt"),
        path("own.key"),
        path("users")
    );
    let authority = fs::read(folder.path("ca.crt")).unwrap();
    let real = Real::over(folder, &plain.folder.path("data"), &more).unwrap();
    let home = Folder::new(&[]);
    let image = format!("{}/app:1", real.served.host);
    home.write("Dockerfile", format!("FROM {image}\n").as_bytes());
    home.write("ca.pem", &authority);
    let run = |arguments: &[&str], environment: &[(&str, &str)], input: &str| {
        let mut command =
            command(&home.path(""), &[arguments, &["--online", "--refresh"]].concat());
        wait(command.envs(environment.iter().copied()), input.as_bytes())
    };
    let check = |environment: &[(&str, &str)]| {
        let run = run(&["check"], environment, "");
        run.out + &run.err
    };
    let is_let_in =
        |out: &str| assert!(out.contains("no findings") && !out.contains("not checked"), "{out}");

    assert!(
        check(&[]).contains("is not trusted: nobody who is trusted vouches for its certificate"),
        "{}",
        check(&[])
    );
    assert!(check(&[("SSL_CERT_FILE", "ca.pem")]).contains("may not see it"));
    home.write("anyarch.toml", b"ca-files = [\"ca.pem\"]");
    assert!(check(&[]).contains("may not see it"), "{}", check(&[]));

    let login = ["--username", "me", "--password-stdin"];
    let inspect = run(&[&["inspect", &image], &login[..]].concat(), &[], "secret\n");
    assert!(inspect.out.contains("linux/arm64"), "{}{}", inspect.out, inspect.err);
    let inspect = run(&[&["inspect", &image], &login[..]].concat(), &[], "wrong\n");
    assert!(inspect.err.contains("is of no use: it is refused"), "{}", inspect.err);
    let nobody = run(&[&["check"], &login[..]].concat(), &[], "secret");
    assert!(nobody.err.contains("`--username` needs `--registry HOST`"), "{}", nobody.err);
    let of_host = ["check", "--registry", &real.served.host];
    is_let_in(&run(&[&of_host[..], &login].concat(), &[], "secret\r\n").out);

    home.write("anyarch.toml", b"");
    home.write(&format!(".config/docker/certs.d/{}/ca.crt", real.served.host), &authority);
    let auths = format!(r#"{{"auths":{{"{}":{{"auth":"bWU6c2VjcmV0"}}}}}}"#, real.served.host);
    home.write(".docker/config.json", auths.as_bytes());
    is_let_in(&check(&[]));
    home.write(&format!(".config/docker/certs.d/{}/ca.crt", real.served.host), b"");
    let listed = format!("[[registry]]\nprefix = \"{}\"\ninsecure = true\n", real.served.host);
    home.write("anyarch.toml", listed.as_bytes());
    is_let_in(&check(&[]));
}

/// What Debian's skopeo copies from a registry to here.
fn skopeo(arguments: &[&str]) {
    let mut command = Command::new("skopeo");
    let output = command.arg("copy").arg("--src-tls-verify=false").args(arguments).output();
    let output = output.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn layouts_and_archives_show_what_their_registry_shows() {
    let Some(real) = Real::start() else {
        println!("skipped: docker-registry is not installed");
        return;
    };
    real.push("app", &["linux/amd64", "linux/arm64"]);
    let folder = Folder::new(&[]);
    let path = |name: &str| folder.path(name).display().to_string();
    let source = format!("docker://{}/app:1", real.served.host);
    skopeo(&["--all", &source, &format!("oci:{}:one", path("layout"))]);
    skopeo(&["--all", &source, &format!("oci-archive:{}:one", path("layout.tar"))]);
    let saved = format!("docker-archive:{}:app:1", path("saved.tar"));
    skopeo(&[&source, &saved]);
    let inspect = |name: &str, more: &[&str]| {
        anyarch(&folder.path(""), &[&["inspect", "--online", name], more].concat(), b"")
    };
    let of_registry = inspect(&format!("{}/app:1", real.served.host), &[]);
    let rows = |run: &Run| run.out.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(rows(&of_registry).len(), 2, "{}{}", of_registry.out, of_registry.err);
    for name in
        ["oci:layout", "oci:layout:one", "oci-archive:layout.tar", "oci-archive:layout.tar:one"]
    {
        let run = inspect(name, &[]);
        assert_eq!(rows(&run), rows(&of_registry), "{name}: {}", run.err);
        let config = inspect(name, &["--config", "--platform", "linux/arm64"]);
        assert_eq!(
            config.out, r#"{"os":"linux","architecture":"arm64","author":"app"}"#,
            "{}",
            config.err
        );
        let raw = inspect(&format!("{}/app:1", real.served.host), &["--raw"]);
        assert_eq!(inspect(name, &["--raw"]).out, raw.out);
    }
    let run = inspect("docker-archive:saved.tar", &[]);
    assert!(run.out.contains(": one image, sha256:"), "{}{}", run.out, run.err);
    assert_eq!(rows(&run).len(), 1);
    assert!(rows(&run)[0].starts_with("  linux/"), "{}", run.out);
    for name in ["app:1", "docker.io/library/app:1"] {
        let run = inspect(&format!("docker-archive:saved.tar:{name}"), &[]);
        assert_eq!(run.code, 0, "{}", run.err);
    }
    for (name, expected) in [
        ("oci:layout:two", "it has nothing called `two`"),
        ("oci:none", "the folder does not exist"),
        ("docker-archive:saved.tar:other:1", "holds no such image; it has"),
        ("oci-archive:saved.tar", "`oci-layout` does not exist"),
        ("docker-archive:broken.tar", "is compressed; `gunzip` gives the archive"),
        ("oci-archive:junk.tar", "it is no archive"),
    ] {
        folder.write("broken.tar", b"\x1f\x8b\x08\x00");
        folder.write("junk.tar", b"junk");
        let run = inspect(name, &[]);
        assert!(run.code == 2 && run.err.contains(expected), "{name}: {}{}", run.out, run.err);
    }
    folder.write("Dockerfile", format!("FROM {}/app:1\n", real.served.host).as_bytes());
    let images = format!("oci-archive:{}", path("named.tar"));
    skopeo(&["--all", &source, &format!("{images}:{}/app:1", real.served.host)]);
    let run = anyarch(&folder.path(""), &["check", "--images", "oci-archive:named.tar"], b"");
    assert!(run.out.contains("no findings") && !run.out.contains("not checked"), "{}", run.out);
}
