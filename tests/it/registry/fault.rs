//! Registries that fail, lie or never end: each is told with the way out, and nothing waits past its time.

use super::{INDEX, Reply, Run, Server, bearer, both, check, digest, index};
use sha2::Digest;
use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

/// The reason why an image was not checked.
#[track_caller]
fn reason(reply: impl Fn(usize) -> Reply + Send + Sync + 'static) -> (String, usize) {
    let count = AtomicUsize::new(0);
    let server = Server::new(move |_| reply(count.fetch_add(1, Ordering::Relaxed)));
    let start = Instant::now();
    let run = check(&server, &["app:1"], &["--timeout", "2"]);
    assert!(start.elapsed() < Duration::from_secs(8), "{:?}", start.elapsed());
    assert!(!run.err.contains("panicked"), "{}", run.err);
    let name = format!("{}/app:1", server.host());
    (run.out.replace(&name, "IMAGE").replace(&server.host(), "HOST"), server.log().len())
}

#[track_caller]
fn told(reply: Reply, expected: &str) {
    let (out, _) = reason(move |_| reply.clone());
    assert!(out.contains(expected), "expected `{expected}` in:\n{out}");
}

/// Checks a file for each image.
fn check_all(server: &Server, images: impl Iterator<Item = String>, arguments: &[&str]) -> Run {
    let images: Vec<String> = images.collect();
    check(server, &images.iter().map(String::as_str).collect::<Vec<_>>(), arguments)
}

#[test]
fn answers_that_are_none_are_told() {
    told(Reply::status(404), "base image `IMAGE` does not exist: `HOST` has none");
    told(Reply::status(403), "may not see it");
    told(Reply::status(500), "fails with status 500");
    told(Reply::status(418), "refuses it with status 418");
    told(Reply::status(204), "answers with status 204");
    told(Reply::json("<html>"), "it is not a JSON object");
    told(Reply::json("[]"), "it is not a JSON object");
    told(Reply::json("{}"), "neither an image index nor an image manifest");
    told(Reply::json(r#"{"manifests":[]}"#), "names no platform");
    told(Reply::json(r#"{"schemaVersion":1,"fsLayers":[]}"#), "schema 1");
    told(Reply::Bytes(b"SSH-2.0-x\r\n".to_vec()), "breaks off: ");
    told(Reply::Bytes(Vec::new()), "breaks off: ");
}

#[test]
fn bodies_are_held_against_their_digests_and_a_limit() {
    told(both().with("Docker-Content-Digest", &digest("other")), "has the digest");
    told(Reply::Full(200, Vec::new(), vec![b' '; 5 << 20]), "more than 4194304 bytes");
    let endless = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    let chunk = format!("10000\r\n{}\r\n", " ".repeat(65536)).repeat(80);
    told(Reply::Bytes([&endless[..], chunk.as_bytes()].concat()), "more than 4194304 bytes");
    let short = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".to_vec();
    told(Reply::Bytes(short), "breaks off: ");
}

#[test]
fn what_takes_too_long_ends() {
    let pause = Duration::from_millis(100);
    told(Reply::Silence, "did not answer within 2 s; `--timeout` gives it more");
    let head = b"HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n".to_vec();
    told(Reply::Drip(head, pause), "did not answer within 2 s");
}

#[test]
fn what_fails_in_passing_is_asked_again() {
    for failed in
        [Reply::status(503), Reply::status(429).with("Retry-After", "1"), Reply::Bytes(Vec::new())]
    {
        let (out, asked) = reason(move |at| if at == 0 { failed.clone() } else { both() });
        assert!(out.contains("no findings"), "{out}");
        assert!(asked >= 2, "{asked}");
    }
}

#[test]
fn a_limit_is_told_and_its_rest_left() {
    let (out, asked) = reason(|_| Reply::status(429).with("Retry-After", "3600"));
    assert!(out.contains("takes no more requests for 3600 s"), "{out}");
    assert_eq!(asked, 1);
    let server = Server::new(|_| both().with("ratelimit-remaining", "76;w=21600"));
    let run = check(&server, &["a:1"], &[]);
    assert!(run.out.contains("says that 76 pulls are left of its limit"), "{}", run.out);
    let server = Server::new(|_| both().with("ratelimit-remaining", "1;w=21600"));
    let run = check(&server, &["a:1", "b:1", "c:1"], &[]);
    assert!(run.out.contains("has 1 pull left, which is not used up"), "{}", run.out);
    assert_eq!(server.log().len(), 1);
}

#[test]
fn redirects_end_and_take_no_login_along() {
    told(Reply::status(302).with("Location", "/v2/app/manifests/1"), "more than 5 times");
    told(Reply::status(302), "does not say where");
    told(Reply::status(302).with("Location", "ftp://x/y"), "without encryption");
    let other = Server::new(|_| both());
    let target = format!("http://{}/elsewhere", other.host());
    let server = Server::new(move |asked| match bearer(asked) {
        Reply::Full(200, _, _) if !asked.path.contains("token") => {
            Reply::status(307).with("Location", &target)
        }
        reply => reply,
    });
    let run = check(&server, &["app:1"], &[]);
    assert_eq!(run.code, 0, "{}", run.out);
    let asked = other.asked();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].headers.get("authorization"), None);
}

#[test]
fn a_token_that_is_no_longer_taken_is_fetched_anew_once() {
    let tokens = AtomicUsize::new(0);
    let server = Server::new(move |asked| {
        let host = &asked.headers["host"];
        let challenge = format!("Bearer realm=\"http://{host}/token\"");
        if asked.path.starts_with("/token") {
            let at = tokens.fetch_add(1, Ordering::Relaxed);
            return Reply::json(&format!(r#"{{"access_token":"t{at}"}}"#));
        }
        match asked.headers.get("authorization").map(String::as_str) {
            Some("Bearer t1") => both(),
            _ => Reply::status(401).with("WWW-Authenticate", &challenge),
        }
    });
    let run = check(&server, &["app:1"], &[]);
    assert_eq!(run.code, 0, "{}", run.out);
    assert_eq!(server.log().iter().filter(|it| it.contains("/token")).count(), 2);
}

#[test]
fn large_indexes_and_odd_entries_are_read() {
    let mut all = vec!["linux/amd64"; 10_000];
    all.push("linux/arm64");
    let (out, _) = reason(move |_| Reply::json(&index(&all)));
    assert!(out.contains("no findings"), "{out}");
    let odd = format!(
        r#"{{"mediaType":"{INDEX}","manifests":[7,{{"platform":{{"architecture":"x"}}}},{{"platform":{{"os":"linux","architecture":"\u001b[31mamd64"}}}},{{"platform":{{"os":"linux","architecture":"amd64"}}}}]}}"#
    );
    let (out, _) = reason(move |_| Reply::json(&odd));
    assert!(out.contains("IMAGE` does not exist for linux/arm64"), "{out}");
    assert!(!out.contains('\u{1b}'), "{out}");
}

#[test]
fn a_registry_that_falls_silent_is_not_waited_for_again_and_again() {
    let server = Server::new(|asked| {
        let host = &asked.headers["host"];
        let challenge = format!("Bearer realm=\"http://{host}/token\"");
        match asked.headers.get("authorization") {
            None if asked.path.starts_with("/token") => Reply::json(r#"{"token":"t"}"#),
            None => Reply::status(401).with("WWW-Authenticate", &challenge),
            Some(_) => Reply::Silence,
        }
    });
    let images = (0..60).map(|at| format!("app{at}:1"));
    let start = Instant::now();
    let run = check_all(&server, images, &["--timeout", "1"]);
    assert!(start.elapsed() < Duration::from_secs(8), "{:?}", start.elapsed());
    assert_eq!(run.out.matches("did not answer within 1 s").count(), 1, "{}", run.out);
}

#[test]
fn a_time_to_come_back_may_be_a_date() {
    let date = "Tue, 31 Dec 2999 23:59:59 GMT";
    let (out, asked) = reason(move |_| Reply::status(429).with("Retry-After", date));
    assert!(out.contains("takes no more requests for "), "{out}");
    assert_eq!(asked, 1);
}

#[test]
fn an_image_with_many_parts_takes_no_longer_than_one() {
    let entry = |at: usize| format!(r#"{{"digest":"sha256:{at:064x}"}}"#);
    let entries: Vec<String> = (0..16).map(entry).collect();
    let index = format!(r#"{{"mediaType":"{INDEX}","manifests":[{}]}}"#, entries.join(","));
    let server = Server::new(move |_| {
        std::thread::sleep(Duration::from_millis(700));
        Reply::json(&index)
    });
    let start = Instant::now();
    let run = check(&server, &["app:1"], &["--timeout", "1"]);
    assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
    assert!(run.out.contains("did not answer within 1 s"), "{}", run.out);
}

#[test]
fn who_waits_for_the_first_question_loses_no_time() {
    let server = Server::new(|_| {
        std::thread::sleep(Duration::from_millis(1_400));
        both()
    });
    let run = check(&server, &["a:1", "b:1"], &["--timeout", "2"]);
    assert!(run.out.contains("no findings"), "{}", run.out);
    assert_eq!(server.log().len(), 2);
}

#[test]
fn one_bad_image_says_nothing_of_the_others() {
    for bad in [
        Reply::status(302).with("Location", "/v2/a/manifests/1"),
        Reply::status(302),
        Reply::Full(200, Vec::new(), vec![b' '; 5 << 20]),
    ] {
        let server =
            Server::new(
                move |asked| {
                    if asked.path.starts_with("/v2/a/") { bad.clone() } else { both() }
                },
            );
        let run = check(&server, &["a:1", "b:1"], &["--format", "concise"]);
        let of_b = format!("{}/b:1", server.host());
        assert!(server.log().contains(&"GET /v2/b/manifests/1".to_owned()), "{:?}", server.log());
        assert!(!run.out.contains(&of_b), "{}", run.out);
        assert!(run.out.contains("not checked: 1 base image in 1 file"), "{}", run.out);
    }
}

#[test]
fn digests_of_every_kind_are_held_against_what_comes() {
    let body = index(&["linux/amd64", "linux/arm64"]);
    let right = format!("app@sha512:{:x}", sha2::Sha512::digest(&body));
    let wrong = format!("app@sha512:{:x}", sha2::Sha512::digest("other"));
    let server = Server::new(move |_| Reply::json(&body));
    let run = check(&server, &[&right], &[]);
    assert!(run.out.contains("no findings"), "{}", run.out);
    let run = check(&server, &[&wrong], &[]);
    assert!(run.out.contains("has another digest than was asked for"), "{}", run.out);
    // What is no digest never becomes a path.
    let odd = r#"{"manifests":[{"digest":"sha256:../../../../etc/passwd"}]}"#;
    told(Reply::json(odd), "its index names an image by what is no digest");
    let odd = r#"{"config":{"digest":"sha256:x/../../blobs"}}"#;
    told(Reply::json(odd), "it names its configuration by what is no digest");
}

#[test]
fn a_digest_that_was_kept_is_not_in_every_repository() {
    let body = index(&["linux/amd64", "linux/arm64"]);
    let pin = digest(&body);
    let server = Server::new(move |asked| {
        if asked.path.starts_with("/v2/a/") { Reply::json(&body) } else { Reply::status(404) }
    });
    let folder = crate::discover::Folder::new(&[]);
    let run = |name: &str| {
        let text = format!("FROM {}/{name}@{pin}\n", server.host());
        folder.write("Dockerfile", text.as_bytes());
        super::anyarch(&folder.path(""), &["check", "--online"], b"").out
    };
    assert!(run("a").contains("no findings"));
    assert!(run("b").contains("does not exist"));
    let before = server.log().len();
    assert!(run("a").contains("no findings"));
    assert_eq!(server.log().len(), before, "a pin is asked for once");
}

#[test]
fn one_slow_image_says_nothing_of_the_others() {
    let server =
        Server::new(|asked| if asked.path.starts_with("/v2/a/") { Reply::Silence } else { both() });
    let run = check(&server, &["a:1", "b:1", "c:1"], &["--timeout", "1", "--format", "concise"]);
    assert!(run.out.contains("not checked: 1 base image in 1 file"), "{}", run.out);
}

#[test]
fn what_helps_takes_no_longer_than_an_image() {
    // Tags, and what they are for, are asked of a registry that has become slow.
    let server = Server::new(|asked| match &*asked.path {
        "/v2/app/manifests/1" => Reply::json(&index(&["linux/amd64"])),
        path if path.contains("tags") => {
            Reply::json(r#"{"tags":["1","2","3","4","5","6","7","8"]}"#)
        }
        _ => {
            std::thread::sleep(Duration::from_millis(800));
            Reply::json(&index(&["linux/amd64"]))
        }
    });
    let start = Instant::now();
    let run = check(&server, &["app:1"], &["--timeout", "1"]);
    assert!(start.elapsed() < Duration::from_millis(3_200), "{:?}", start.elapsed());
    assert!(run.out.contains("does not exist for linux/arm64"), "{}", run.out);
}

#[test]
fn lists_of_tags_end() {
    let pages = |page: fn(&str) -> Reply| {
        let server = Server::new(move |asked| match asked.path.split_once("tags/list?") {
            Some((_, query)) => page(query),
            None => Reply::json(&index(&["linux/amd64"])),
        });
        let run = check(&server, &["app:1"], &[]);
        assert!(run.out.contains("does not exist for linux/arm64"), "{}", run.out);
        server.log().iter().filter(|it| it.contains("tags/list")).count()
    };
    // Two that lead to each other.
    let circle = |query: &str| {
        let other = if query == "n=1000" { "n=2" } else { "n=1000" };
        let link = format!("</v2/app/tags/list?{other}>; rel=\"next\"");
        Reply::json(r#"{"tags":["1","2"]}"#).with("Link", &link)
    };
    assert_eq!(pages(circle), 2);
    // Some have pages with nothing on them.
    let gap =
        |query: &str| match query {
            "n=1000" => Reply::json(r#"{"tags":["1"]}"#)
                .with("Link", "</v2/app/tags/list?n=2>; rel=\"next\""),
            "n=2" => Reply::json(r#"{"tags":null}"#)
                .with("Link", "</v2/app/tags/list?n=3>; rel=\"next\""),
            _ => Reply::json(r#"{"tags":["2"]}"#),
        };
    assert_eq!(pages(gap), 3);
    // Many that never end.
    let large = |query: &str| {
        let at: usize = query.trim_start_matches("n=").parse().unwrap();
        let tags: Vec<String> = (0..60_000).map(|it| format!("\"t{at}-{it}\"")).collect();
        let link = format!("</v2/app/tags/list?n={}>; rel=\"next\"", at + 1);
        Reply::json(&format!(r#"{{"tags":[{}]}}"#, tags.join(","))).with("Link", &link)
    };
    assert_eq!(pages(large), 2);
}

#[test]
fn a_registry_that_knows_no_head_is_asked_with_get() {
    for code in [400, 405, 501] {
        let server = Server::new(
            move |asked| {
                if asked.method == "HEAD" { Reply::status(code) } else { both() }
            },
        );
        let asked = super::again(&server, "app:1", &[&["--online"], &["--online", "--refresh"]]);
        let (get, head) = ("GET /v2/app/manifests/1", "HEAD /v2/app/manifests/1");
        assert_eq!(asked, [vec![get], vec![head, get]]);
    }
}

#[test]
fn a_registry_that_says_nothing_is_waited_for_twice_at_most() {
    let images = (0..20).map(|at| format!("app{at}:1"));
    let server = Server::new(|_| Reply::Silence);
    let start = Instant::now();
    check_all(&server, images.clone(), &["--timeout", "1"]);
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    let server = Server::new(|_| Reply::Bytes(Vec::new()));
    let run = check_all(&server, images, &["--timeout", "5"]);
    assert!(run.out.contains("breaks off"), "{}", run.out);
    assert!(server.log().len() <= 4, "{:?}", server.log());
}

#[test]
fn what_fails_for_one_fails_for_all_who_want_the_same() {
    let config = format!("sha256:{:064x}", 7);
    let manifest = format!(r#"{{"schemaVersion":2,"config":{{"digest":"{config}"}}}}"#);
    let server = Server::new(move |asked| {
        if asked.path.contains("blobs") { Reply::status(503) } else { Reply::json(&manifest) }
    });
    let images = (0..20).map(|at| format!("app:{at}"));
    let run = check_all(&server, images, &["--timeout", "5"]);
    assert!(run.out.contains("fails with status 503"), "{}", run.out);
    let blobs = server.log().iter().filter(|it| it.contains("blobs")).count();
    assert!(blobs <= 4, "{blobs}");
}

#[test]
fn a_limit_is_never_used_up_however_many_ask() {
    let left = AtomicUsize::new(7);
    let server = Server::new(move |_| {
        let left = left.fetch_sub(1, Ordering::Relaxed) - 1;
        std::thread::sleep(Duration::from_millis(50));
        both().with("ratelimit-remaining", &format!("{left};w=21600"))
    });
    let images = (0..20).map(|at| format!("app{at}:1"));
    check_all(&server, images, &[]);
    assert_eq!(server.log().len(), 6, "{:?}", server.log());
}
