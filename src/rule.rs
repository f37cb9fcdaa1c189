//! What a rule is: a slug, a page, a severity and a pure function.
//!
//! Not the table of rules (`rules`). A rule reads facts and writes findings, and has no other way to the world.

use crate::{
    diagnostic::{Diagnostic, Fix, Label, Severity},
    facts::Facts,
    platform::Platform,
    span::Span,
    variant::Set,
};

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Names the pattern it finds, so that "ignore ⟨slug⟩" reads well.
    pub slug: &'static str,
    /// One sentence.
    pub summary: &'static str,
    /// The page, in Markdown.
    pub page: &'static str,
    /// The severity of its findings, unless the rule says otherwise.
    pub severity: Severity,
    /// Finds the pattern.
    pub check: Check,
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// One file.
    File(fn(&Facts<'_>, &mut Findings<'_>)),
    /// One file, while another rule looks at it: the two divide the same words.
    With(&'static Rule),
    /// A set of variants.
    Set(fn(&Set<'_>, &mut SetFindings)),
    /// Found on the way, by the parser or while suppressions are applied.
    Engine,
}

/// Where a rule on variant sets puts its findings: one list for each member.
#[derive(Debug)]
pub struct SetFindings {
    rule: &'static Rule,
    members: Vec<Vec<Diagnostic>>,
}

impl SetFindings {
    /// An inlet for one rule and a number of members.
    #[must_use]
    pub fn new(rule: &'static Rule, members: usize) -> Self {
        Self { rule, members: vec![Vec::new(); members] }
    }

    /// The inlet for one member.
    pub fn on(&mut self, member: usize) -> Option<Findings<'_>> {
        Some(Findings::new(self.rule, self.members.get_mut(member)?))
    }

    /// All findings, by member.
    #[must_use]
    pub fn into_members(self) -> Vec<Vec<Diagnostic>> {
        self.members
    }
}

/// Where a rule puts its findings.
#[derive(Debug)]
pub struct Findings<'a> {
    rule: &'static Rule,
    all: &'a mut Vec<Diagnostic>,
}

impl<'a> Findings<'a> {
    /// An inlet for one rule.
    pub fn new(rule: &'static Rule, all: &'a mut Vec<Diagnostic>) -> Self {
        Self { rule, all }
    }

    /// An inlet to the same list for a rule that leaves its look to this one.
    pub fn of(&mut self, rule: &'static Rule) -> Findings<'_> {
        Findings::new(rule, self.all)
    }

    /// Adds a finding with the rule's own severity.
    pub fn add(&mut self, span: Span, message: impl Into<String>) -> Finding<'_> {
        self.all.push(Diagnostic {
            rule: self.rule.slug,
            severity: self.rule.severity,
            span,
            message: message.into(),
            labels: Vec::new(),
            help: Vec::new(),
            platforms: Vec::new(),
            fix: None,
        });
        Finding { all: self.all }
    }
}

/// A finding that was just added, to be filled in.
#[derive(Debug)]
pub struct Finding<'a> {
    all: &'a mut Vec<Diagnostic>,
}

#[expect(
    clippy::return_self_not_must_use,
    clippy::must_use_candidate,
    reason = "the finding is in the list already; what comes back is only for saying more"
)]
impl Finding<'_> {
    fn edit(self, change: impl FnOnce(&mut Diagnostic)) -> Self {
        if let Some(last) = self.all.last_mut() {
            change(last);
        }
        self
    }

    /// Names the required platforms it is about.
    pub fn platforms(self, platforms: Vec<Platform>) -> Self {
        self.edit(|finding| finding.platforms = platforms)
    }

    /// Sets another severity.
    pub fn severity(self, severity: Severity) -> Self {
        self.edit(|finding| finding.severity = severity)
    }

    /// Points at another place.
    pub fn label(self, span: Span, message: impl Into<String>) -> Self {
        self.edit(|finding| finding.labels.push(Label { span, message: message.into() }))
    }

    /// Says what to do.
    pub fn help(self, help: impl Into<String>) -> Self {
        self.edit(|finding| finding.help.push(help.into()))
    }

    /// Offers a change.
    pub fn fix(self, fix: Fix) -> Self {
        self.edit(|finding| finding.fix = Some(fix))
    }
}
