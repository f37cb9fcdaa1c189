//! One block of the snapshot: a sorted run of tags, each with a set of platforms and a month.
//!
//! Not the index: `snapshot` says which block to read.
//! Damage gives fewer tags and never a panic; the blob's test would fail first.

use crate::image::memo::Memo;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use std::{
    cmp::Ordering,
    fmt,
    sync::{Arc, LazyLock},
};

/// More than any block holds.
const LIMIT: usize = 1 << 20;

/// By the place of the packed bytes in the program.
static UNPACKED: LazyLock<Memo<usize, Arc<[u8]>>> = LazyLock::new(Memo::default);

/// A packed block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block<'a> {
    pub(super) packed: &'a [u8],
    /// How many tags it holds.
    pub(super) count: usize,
    pub(super) first: &'a str,
    /// True when its tags have left the list.
    pub(super) past: bool,
}

/// What is stored for a tag.
#[derive(Clone, Copy)]
pub(super) struct Record {
    pub(super) set: usize,
    pub(super) until: Option<Month>,
}

/// A month of a year; displays as `2025-01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(usize);

impl Month {
    /// 1 is January 2013.
    fn read(number: usize) -> Option<Self> {
        number.checked_sub(1).map(Self)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", 2013 + self.0 / 12, self.0 % 12 + 1)
    }
}

impl Block<'static> {
    pub(super) fn find(self, tag: &str) -> Option<Record> {
        let raw = self.inflate();
        let (mut tags, mut at) = (Tags::new(&raw, self.count), 0);
        loop {
            match tags.advance()?.cmp(tag.as_bytes()) {
                Ordering::Less => at += 1,
                Ordering::Equal => break,
                Ordering::Greater => return None,
            }
        }
        let behind = self.count.checked_sub(at + 1)?;
        let mut ends = memchr::memchr_iter(0, tags.rest);
        let names = if behind == 0 { 0 } else { ends.nth(behind - 1)? + 1 };
        let mut sets = Numbers(tags.rest.get(names..)?);
        let set = sets.nth(at)?;
        let mut months = Numbers(sets.skip(self.count - at - 1));
        Some(Record { set, until: months.nth(at).and_then(Month::read) })
    }

    /// The tags whose records are wanted.
    pub(super) fn records(self, mut wanted: impl FnMut(Record) -> bool) -> Vec<(String, Record)> {
        let raw = self.inflate();
        let all = self.numbers(&raw);
        let picked: Vec<bool> = all.iter().map(|record| wanted(*record)).collect();
        // Names are front-coded, so all are read or none; most blocks hold none that anyone wants.
        if !picked.contains(&true) {
            return Vec::new();
        }
        let mut tags = Tags::new(&raw, self.count);
        let name = |(record, picked): (Record, bool)| {
            let tag = tags.advance()?;
            picked.then(|| (String::from_utf8_lossy(tag).into_owned(), record))
        };
        all.into_iter().zip(picked).filter_map(name).collect()
    }

    /// The sets of platforms of its tags.
    pub(super) fn sets(self) -> Vec<usize> {
        self.numbers(&self.inflate()).into_iter().map(|record| record.set).collect()
    }

    /// The records without their names.
    fn numbers(self, raw: &[u8]) -> Vec<Record> {
        let names = raw.get(self.count..).unwrap_or_default();
        let ends = names.iter().enumerate().filter(|(_, byte)| **byte == 0);
        let end = ends.map(|(at, _)| at + 1).nth(self.count.saturating_sub(1));
        let numbers = end.and_then(|end| names.get(end..)).unwrap_or_default();
        let months = Numbers(Numbers(numbers).skip(self.count)).map(Month::read);
        // Only past tags have a month.
        let untils = months.chain(std::iter::repeat(None));
        Numbers(numbers)
            .take(self.count)
            .zip(untils)
            .map(|(set, until)| Record { set, until })
            .collect()
    }

    /// Unpacked once: the tags of one repository stand in a few blocks. All of them are 5 MB.
    fn inflate(self) -> Arc<[u8]> {
        let unpack = || decompress_to_vec_with_limit(self.packed, LIMIT).unwrap_or_default().into();
        UNPACKED.get(&self.packed.as_ptr().addr(), unpack)
    }
}

/// Walks the front-coded tags.
struct Tags<'a> {
    shared: &'a [u8],
    rest: &'a [u8],
    tag: Vec<u8>,
}

impl<'a> Tags<'a> {
    fn new(raw: &'a [u8], count: usize) -> Self {
        let (shared, rest) = raw.split_at_checked(count).unwrap_or_default();
        Self { shared, rest, tag: Vec::new() }
    }

    fn advance(&mut self) -> Option<&[u8]> {
        let (&shared, later) = self.shared.split_first()?;
        let end = memchr::memchr(0, self.rest)?;
        let (suffix, rest) = self.rest.split_at_checked(end)?;
        self.tag.truncate(shared.into());
        self.tag.extend_from_slice(suffix);
        (self.shared, self.rest) = (later, rest.get(1..)?);
        Some(&self.tag)
    }
}

/// LEB128 numbers, one behind the other.
struct Numbers<'a>(&'a [u8]);

impl<'a> Numbers<'a> {
    /// What is left behind `count` numbers.
    fn skip(mut self, count: usize) -> &'a [u8] {
        (0..count).for_each(|_| {
            self.next();
        });
        self.0
    }
}

impl Iterator for Numbers<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let mut value = 0;
        for shift in (0..28).step_by(7) {
            let (&byte, rest) = self.0.split_first()?;
            self.0 = rest;
            value |= usize::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }
}
