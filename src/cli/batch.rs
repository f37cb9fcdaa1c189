//! Many files on all threads.
//!
//! Not what a job is. Files go through the engine in batches: that took 5 to 10 % off a run of 1,000 files.

use crate::{
    engine::{self, Draft, Job},
    image::Resolver,
    report::Unreadable,
};
use rayon::prelude::*;

/// The most files that a thread checks together; with more, what is known of them no longer fits its cache.
const MOST: usize = 16;

/// Each file checked for itself, in the given order.
pub(super) fn drafts<F: Copy + Send + Sync>(
    files: &[F],
    job: impl Fn(F) -> Result<Job, Unreadable> + Sync,
    resolver: &Resolver,
) -> Vec<Result<Draft, Unreadable>> {
    // This thread would only wait.
    let _ = rayon::ThreadPoolBuilder::new().use_current_thread().build_global();
    // Small enough that all threads have something to do.
    let size = files.len().div_ceil(4 * rayon::current_num_threads()).clamp(1, MOST);
    let one = |files: &[F]| batch(files.iter().map(|&file| job(file)), resolver);
    files.par_chunks(size).flat_map_iter(one).collect()
}

/// The files that could be read go together; the others keep their places.
fn batch(
    jobs: impl Iterator<Item = Result<Job, Unreadable>>,
    resolver: &Resolver,
) -> Vec<Result<Draft, Unreadable>> {
    let mut read = Vec::with_capacity(MOST);
    let places: Vec<Result<(), Unreadable>> =
        jobs.map(|job| job.map(|job| read.push(job))).collect();
    let mut drafts = engine::drafts(read, resolver).into_iter();
    let place = |place: Result<(), Unreadable>| place.map(|()| drafts.next()).transpose();
    places.into_iter().filter_map(place).collect()
}
