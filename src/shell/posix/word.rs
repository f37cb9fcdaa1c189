//! Words, patterns, assignments and redirections of sh and bash.
//!
//! Not their values: `run` works those out.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "what no rule asks for of the parser's tree is one thing"
)]

use super::Reader;
use crate::shell::tree::{Assignment, Operation, Part, Parts, Place, Redirect, Stream, Word};
use shuck_ast as ast;

pub(super) fn unknown(place: Place) -> Word {
    Word::of(Part::Unknown(place.clone()), place)
}

impl Reader<'_> {
    pub(super) fn word(&self, word: &ast::Word) -> Word {
        let mut parts = Parts::new();
        self.parts(&word.parts, false, &mut parts);
        Word { parts, place: self.place(word.span) }
    }

    fn parts(&self, nodes: &[ast::WordPartNode], quoted: bool, out: &mut Parts) {
        for node in nodes {
            let place = self.place(node.span);
            match &node.kind {
                ast::WordPart::Literal(text) => {
                    let text = text.as_str(self.text, node.span).into();
                    out.push(Part::Literal { text, place, quoted });
                }
                ast::WordPart::SingleQuoted { value, .. } => {
                    let text = value.slice(self.text).into();
                    let inner = value.span();
                    let place = self.place(inner);
                    out.push(Part::Literal { text, place, quoted: true });
                }
                ast::WordPart::DoubleQuoted { parts, .. } => self.parts(parts, true, out),
                ast::WordPart::Variable(name) => {
                    out.push(Part::Variable { name: name.as_str().into(), operation: None, place });
                }
                ast::WordPart::CommandSubstitution { body, .. } => {
                    out.push(Part::Output { body: self.block(body), place });
                }
                ast::WordPart::Parameter(parameter) => out.push(self.parameter(parameter, place)),
                ast::WordPart::ParameterExpansion {
                    reference,
                    operator,
                    operand_word_ast,
                    colon_variant,
                    ..
                } => {
                    let operand = operand_word_ast.as_deref();
                    out.push(self.expansion(reference, operator, (operand, *colon_variant), place));
                }
                ast::WordPart::Substring {
                    reference, offset_word_ast, length_word_ast, ..
                } => out.push(self.slice(reference, (offset_word_ast, length_word_ast), place)),
                _ => out.push(Part::Unknown(place)),
            }
        }
    }

    fn parameter(&self, parameter: &ast::ParameterExpansion, place: Place) -> Part {
        use ast::BourneParameterExpansion as Bourne;
        let ast::ParameterExpansionSyntax::Bourne(bourne) = &parameter.syntax else {
            return Part::Unknown(place);
        };
        match bourne {
            Bourne::Access { reference } if reference.subscript.is_none() => {
                Part::Variable { name: reference.name.as_str().into(), operation: None, place }
            }
            Bourne::Operation { reference, operator, operand_word_ast, colon_variant, .. } => {
                let operand = operand_word_ast.as_deref();
                self.expansion(reference, operator, (operand, *colon_variant), place)
            }
            Bourne::Slice { reference, offset_word_ast, length_word_ast, .. } => {
                self.slice(reference, (offset_word_ast, length_word_ast), place)
            }
            _ => Part::Unknown(place),
        }
    }

    fn slice(
        &self,
        reference: &ast::VarRef,
        (offset, length): (&ast::Word, &Option<Box<ast::Word>>),
        place: Place,
    ) -> Part {
        if reference.subscript.is_some() {
            return Part::Unknown(place);
        }
        let length = length.as_deref().map(|it| self.word(it));
        let operation = Some(Box::new(Operation::Slice(self.word(offset), length)));
        Part::Variable { name: reference.name.as_str().into(), operation, place }
    }

    fn expansion(
        &self,
        reference: &ast::VarRef,
        operator: &ast::ParameterOp,
        (operand, colon): (Option<&ast::Word>, bool),
        place: Place,
    ) -> Part {
        use ast::ParameterOp as Op;
        let word = || operand.map(|word| self.word(word)).unwrap_or_default();
        let operation = match operator {
            Op::UseDefault => Operation::Default(word(), colon),
            Op::AssignDefault => Operation::Assign(word(), colon),
            Op::UseReplacement => Operation::Alternative(word(), colon),
            Op::Error => Operation::Require,
            Op::RemovePrefixShort { pattern } => {
                Operation::TrimPrefix(self.pattern(pattern), false)
            }
            Op::RemovePrefixLong { pattern } => Operation::TrimPrefix(self.pattern(pattern), true),
            Op::RemoveSuffixShort { pattern } => {
                Operation::TrimSuffix(self.pattern(pattern), false)
            }
            Op::RemoveSuffixLong { pattern } => Operation::TrimSuffix(self.pattern(pattern), true),
            Op::ReplaceFirst { pattern, replacement_word_ast, .. } => {
                Operation::Replace(self.pattern(pattern), self.word(replacement_word_ast), false)
            }
            Op::ReplaceAll { pattern, replacement_word_ast, .. } => {
                Operation::Replace(self.pattern(pattern), self.word(replacement_word_ast), true)
            }
            Op::UpperFirst | Op::UpperAll | Op::LowerFirst | Op::LowerAll => Operation::Other,
        };
        if reference.subscript.is_some() {
            return Part::Unknown(place);
        }
        let (name, operation) = (reference.name.as_str().into(), Some(Box::new(operation)));
        Part::Variable { name, operation, place }
    }

    pub(super) fn pattern(&self, pattern: &ast::Pattern) -> Word {
        let mut parts = Parts::new();
        for node in &pattern.parts {
            let place = self.place(node.span);
            let literal = |text: &str, quoted: bool| Part::Literal {
                text: text.into(),
                place: place.clone(),
                quoted,
            };
            match &node.kind {
                ast::PatternPart::Literal(text) => {
                    parts.push(literal(text.as_str(self.text, node.span), true));
                }
                ast::PatternPart::AnyString => parts.push(literal("*", false)),
                ast::PatternPart::AnyChar => parts.push(literal("?", false)),
                ast::PatternPart::CharClass(text) => {
                    parts.push(literal(text.slice(self.text), false));
                }
                ast::PatternPart::Word(word) => self.parts(&word.parts, true, &mut parts),
                ast::PatternPart::Group { .. } => parts.push(Part::Unknown(place)),
            }
        }
        Word { parts, place: self.place(pattern.span) }
    }

    pub(super) fn assignments(&self, assignments: &[ast::Assignment]) -> Vec<Assignment> {
        let one = |it: &ast::Assignment| {
            let value = match &it.value {
                ast::AssignmentValue::Scalar(word) => vec![self.word(word)],
                ast::AssignmentValue::Compound(array) => {
                    array.elements.iter().map(|element| self.element(element)).collect()
                }
            };
            let name = it.target.name.as_str().into();
            Assignment { name, value, adds: it.append, place: self.place(it.span) }
        };
        assignments.iter().map(one).collect()
    }

    fn element(&self, element: &ast::ArrayElem) -> Word {
        match element {
            ast::ArrayElem::Sequential(value)
            | ast::ArrayElem::Keyed { value, .. }
            | ast::ArrayElem::KeyedAppend { value, .. } => self.word(&value.word),
        }
    }

    pub(super) fn redirects(&self, redirects: &[ast::Redirect]) -> Vec<Redirect> {
        redirects.iter().map(|redirect| self.redirect(redirect)).collect()
    }

    fn redirect(&self, redirect: &ast::Redirect) -> Redirect {
        use ast::RedirectKind as Kind;
        let reads = matches!(
            redirect.kind,
            Kind::Input
                | Kind::ReadWrite
                | Kind::HereDoc
                | Kind::HereDocStrip
                | Kind::HereString
                | Kind::DupInput
        );
        let number = redirect.fd.map(|it| u32::try_from(it).unwrap_or(u32::MAX));
        let named = redirect.fd_var.as_ref().map(|_| u32::MAX);
        let stream = Stream::new(number.or(named), reads);
        match &redirect.target {
            ast::RedirectTarget::Word(word) => {
                let is_text = redirect.kind == Kind::HereString;
                Redirect { target: self.word(word), is_text, stream }
            }
            ast::RedirectTarget::Heredoc(heredoc) => {
                Redirect { target: self.heredoc(&heredoc.body), is_text: true, stream }
            }
        }
    }

    fn heredoc(&self, body: &ast::HeredocBody) -> Word {
        let part = |node: &ast::HeredocBodyPartNode| {
            let place = self.place(node.span);
            match &node.kind {
                ast::HeredocBodyPart::Literal(text) => Part::Literal {
                    text: text.as_str(self.text, node.span).into(),
                    place,
                    quoted: true,
                },
                ast::HeredocBodyPart::Variable(name) => {
                    Part::Variable { name: name.as_str().into(), operation: None, place }
                }
                ast::HeredocBodyPart::CommandSubstitution { body, .. } => {
                    Part::Output { body: self.block(body), place }
                }
                ast::HeredocBodyPart::Parameter(parameter) => self.parameter(parameter, place),
                ast::HeredocBodyPart::ArithmeticExpansion { .. } => Part::Unknown(place),
            }
        };
        Word { parts: body.parts.iter().map(part).collect(), place: self.place(body.span) }
    }
}
