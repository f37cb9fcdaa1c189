//! Other parsers as judges.
