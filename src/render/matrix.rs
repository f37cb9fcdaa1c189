//! The platform matrix of one file: stages × required platforms.
//!
//! Not the reason for a finding; a reason in a few words stands beside its row, or below the table when it does
//! not fit or when a row has several.
//! Widths are display widths, and a table wider than the terminal goes on in a further block of columns.

use super::{Options, escape::escape, paint, platform_list, wrap};
use crate::{
    platform::Platform,
    report::{Cell, FileReport, Mark, MatrixRow},
};
use std::{
    io::{self, Write},
    ops::Range,
};
use unicode_width::UnicodeWidthStr;

/// The most rows; a file with more stages is generated, and its table is for `--format json`.
const ROWS: usize = 60;

/// Columns for a stage's name.
const STAGE_WIDTH: usize = 24;

/// Writes the matrix of `file`, or nothing when it has no row.
pub(super) fn render(
    file: &FileReport,
    options: &Options<'_>,
    out: &mut impl Write,
) -> io::Result<()> {
    if file.matrix.is_empty() {
        return Ok(());
    }
    let reason = file.required_reason.as_ref().map(|reason| format!(" ({})", escape(reason)));
    writeln!(out, "platforms of {}{}", escape(file.source.name()), reason.unwrap_or_default())?;
    let table = Table::new(file, options);
    let blocks = table.blocks();
    blocks.iter().try_for_each(|block| table.block(block, blocks.len() == 1, out))?;
    table.reasons(blocks.len() == 1, out)?;
    if file.matrix.len() > ROWS {
        writeln!(out, "  … and {} more stages", file.matrix.len() - ROWS)?;
    }
    writeln!(out)
}

struct Table<'a> {
    rows: &'a [MatrixRow],
    platforms: &'a [Platform],
    stages: Vec<String>,
    heads: Vec<String>,
    stage_width: usize,
    options: &'a Options<'a>,
}

impl<'a> Table<'a> {
    fn new(file: &'a FileReport, options: &'a Options<'a>) -> Self {
        let rows = file.matrix.get(..ROWS).unwrap_or(&file.matrix);
        let stages: Vec<String> = rows.iter().map(|row| cut(&escape(&row.stage))).collect();
        let heads =
            file.required.iter().map(|item| escape(&item.to_string()).into_owned()).collect();
        let stage_width = stages.iter().map(|stage| stage.width()).max().unwrap_or_default();
        Self { rows, platforms: &file.required, stages, heads, stage_width, options }
    }

    /// Ranges of columns that fit the terminal, at least one column each.
    fn blocks(&self) -> Vec<Range<usize>> {
        let (mut blocks, mut start, mut used) = (Vec::new(), 0, 0);
        let room = self.options.width.saturating_sub(self.stage_width + 2);
        for (index, head) in self.heads.iter().enumerate() {
            let width = head.width() + 2;
            if used + width > room && index > start {
                blocks.push(start..index);
                (start, used) = (index, 0);
            }
            used += width;
        }
        blocks.push(start..self.heads.len());
        blocks
    }

    fn block(&self, block: &Range<usize>, only: bool, out: &mut impl Write) -> io::Result<()> {
        if block.start > 0 {
            writeln!(out)?;
        }
        write!(out, "  {}", " ".repeat(self.stage_width))?;
        let heads = self.heads.get(block.clone()).unwrap_or_default();
        heads.iter().try_for_each(|head| write!(out, "  {head}"))?;
        writeln!(out)?;
        for (row, stage) in self.rows.iter().zip(&self.stages) {
            write!(out, "  {}", pad(stage, self.stage_width))?;
            let last = heads.len().saturating_sub(1);
            for (index, (cell, head)) in row.cells.iter().skip(block.start).zip(heads).enumerate() {
                let inline = only && index == last;
                let why = if inline { self.inline(row) } else { None };
                let width = if index == last && why.is_none() { 1 } else { head.width() };
                write!(out, "  {}{}", self.mark(cell.mark), " ".repeat(width.saturating_sub(1)))?;
                why.map_or(Ok(()), |why| write!(out, "  {}", escape(why)))?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    /// The row's reason when it has just one and it fits behind the marks.
    fn inline(&self, row: &'a MatrixRow) -> Option<&'a str> {
        let mut cells = row.cells.iter().filter(|cell| cell.mark != Mark::Unneeded);
        let first = cells.next().filter(|cell| !cell.why.is_empty())?;
        let used = self.heads.iter().map(|head| head.width() + 2).sum::<usize>();
        let width = 2 + self.stage_width + used + 2 + escape(&first.why).width();
        (cells.all(|cell| cell == first) && width <= self.options.width).then_some(&*first.why)
    }

    /// The reasons of ✗, ? and ! that did not fit, each once.
    fn reasons(&self, only: bool, out: &mut impl Write) -> io::Result<()> {
        let mut lines: Vec<(Mark, &str, Vec<Platform>, Vec<&str>)> = Vec::new();
        for (row, stage) in self.rows.iter().zip(&self.stages) {
            if only && self.inline(row).is_some() {
                continue;
            }
            for (cell, on) in self.groups(row) {
                let same = |line: &&mut (Mark, &str, Vec<Platform>, Vec<&str>)| {
                    line.0 == cell.mark && line.1 == cell.why && line.2 == on
                };
                match lines.iter_mut().find(same) {
                    Some(line) => line.3.push(stage),
                    None => lines.push((cell.mark, &cell.why, on, vec![stage])),
                }
            }
        }
        for (mark, why, on, stages) in &lines {
            let on = if on.len() == self.platforms.len() {
                String::new()
            } else {
                format!(" on {}", platform_list(on))
            };
            let line = format!("{}{}: {}", stages.join(", "), escape(&on), escape(why));
            writeln!(out, "  {} {}", self.mark(*mark), wrap(&line, 4, self.options.width))?;
        }
        Ok(())
    }

    /// The distinct reasons of a row's ✗, ? and ! cells with their platforms.
    fn groups(&self, row: &'a MatrixRow) -> Vec<(&'a Cell, Vec<Platform>)> {
        let mut groups: Vec<(&Cell, Vec<Platform>)> = Vec::new();
        let telling = |cell: &Cell| {
            matches!(cell.mark, Mark::No | Mark::Unknown | Mark::Warned) && !cell.why.is_empty()
        };
        for (cell, platform) in
            row.cells.iter().zip(self.platforms).filter(|(cell, _)| telling(cell))
        {
            match groups.iter_mut().find(|(first, _)| *first == cell) {
                Some((_, platforms)) => platforms.push(platform.clone()),
                None => groups.push((cell, vec![platform.clone()])),
            }
        }
        groups
    }

    fn mark(&self, mark: Mark) -> String {
        let (sign, color) = match mark {
            Mark::Yes => ("✓", "32"),
            Mark::Warned => ("!", "33"),
            Mark::No => ("✗", "31"),
            Mark::Unknown => ("?", "33"),
            Mark::Unneeded => ("·", "2"),
        };
        paint(sign, color, self.options.color)
    }
}

/// `text` in at most `STAGE_WIDTH` columns.
fn cut(text: &str) -> String {
    if text.width() <= STAGE_WIDTH {
        return text.to_owned();
    }
    let mut short = String::new();
    for character in text.chars() {
        short.push(character);
        if short.width() >= STAGE_WIDTH {
            short.pop();
            break;
        }
    }
    short + "…"
}

fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}
