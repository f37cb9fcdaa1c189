//! Work that the system may take as long for as it likes: looking up names, asking helpers for logins.
//!
//! Not on the runtime's own threads: at its end a runtime waits for those, and nobody should wait for what hangs.

use std::{io, thread};
use tokio::sync::oneshot;

/// Does work on a thread of its own. Who asked may go before it is done.
pub(super) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> io::Result<T> {
    let (sender, receiver) = oneshot::channel();
    let run = move || drop(sender.send(work()));
    thread::Builder::new().name("aside".to_owned()).spawn(run)?;
    receiver.await.map_err(io::Error::other)
}
