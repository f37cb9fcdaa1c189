//! A registry on loopback that answers as it is told, and notes what it was asked.
//!
//! Not a registry that holds anything: `real` has one. This one does what a real one cannot be made to do.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    time::Duration,
};

/// What a client sent.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) method: String,
    /// The path with its query.
    pub(super) path: String,
    /// By lower-case name.
    pub(super) headers: BTreeMap<String, String>,
    pub(super) body: String,
}

/// What the server does then.
#[derive(Clone, Debug)]
pub(super) enum Reply {
    /// Status, headers, body.
    Full(u16, Vec<(String, String)>, Vec<u8>),
    /// These bytes, and the end of the connection.
    Bytes(Vec<u8>),
    /// These bytes, one in so much time, without an end.
    Drip(Vec<u8>, Duration),
    /// Nothing, as long as the client waits.
    Silence,
}

impl Reply {
    pub(super) fn status(code: u16) -> Self {
        Self::Full(code, Vec::new(), Vec::new())
    }

    pub(super) fn json(body: &str) -> Self {
        Self::Full(200, Vec::new(), body.as_bytes().to_vec())
            .with("Content-Type", "application/json")
    }

    pub(super) fn with(self, name: &str, value: &str) -> Self {
        match self {
            Self::Full(code, mut headers, body) => {
                headers.push((name.to_owned(), value.to_owned()));
                Self::Full(code, headers, body)
            }
            other => other,
        }
    }
}

type Answer = dyn Fn(&Asked) -> Reply + Send + Sync;

/// A server that ends with the test.
pub(super) struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    pub(super) fn new(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let (answer, log): (Arc<Answer>, _) = (Arc::new(answer), Arc::clone(&asked));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, log) = (Arc::clone(&answer), Arc::clone(&log));
                std::thread::spawn(move || serve(&stream, &*answer, &log));
            }
        });
        Self { address, asked }
    }

    /// `127.0.0.1:40123`.
    pub(super) fn host(&self) -> String {
        self.address.to_string()
    }

    /// Method and path of every request.
    pub(super) fn log(&self) -> Vec<String> {
        let line = |it: &Asked| format!("{} {}", it.method, it.path);
        self.asked().iter().map(line).collect()
    }

    pub(super) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

/// Requests of one connection; a client that speaks TLS is sent away.
fn serve(stream: &TcpStream, answer: &Answer, log: &Mutex<Vec<Asked>>) -> Option<()> {
    let mut lines = BufReader::new(stream);
    while let Some(asked) = read(&mut lines) {
        log.lock().unwrap().push(asked.clone());
        let reply = answer(&asked);
        let mut out = stream;
        match reply {
            Reply::Full(code, headers, body) => {
                let mut head = format!("HTTP/1.1 {code} x\r\n");
                for (name, value) in &headers {
                    head.push_str(&format!("{name}: {value}\r\n"));
                }
                if !headers.iter().any(|(name, _)| name == "Content-Length") {
                    head.push_str(&format!("Content-Length: {}\r\n", body.len()));
                }
                out.write_all(&[head.as_bytes(), b"\r\n", &body].concat()).ok()?;
            }
            Reply::Bytes(bytes) => {
                out.write_all(&bytes).ok()?;
                return None;
            }
            Reply::Drip(bytes, pause) => {
                for byte in bytes.iter().cycle() {
                    out.write_all(&[*byte]).ok()?;
                    std::thread::sleep(pause);
                }
            }
            Reply::Silence => std::thread::sleep(Duration::from_mins(1)),
        }
    }
    None
}

fn read(lines: &mut BufReader<&TcpStream>) -> Option<Asked> {
    let mut first = Vec::new();
    lines.read_until(b'\n', &mut first).ok()?;
    let first = String::from_utf8(first).ok()?;
    let mut words = first.split_whitespace();
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        lines.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let length = headers.get("content-length").and_then(|it| it.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    lines.read_exact(&mut body).ok()?;
    let body = String::from_utf8(body).ok()?;
    Some(Asked { method, path, headers, body })
}
