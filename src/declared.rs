//! stub
#![allow(missing_docs)]
use crate::platform::Platform;
#[derive(Clone, Debug)]
pub struct Declared {
    pub os: Option<String>,
    pub architecture: Option<String>,
    pub variant: Option<String>,
    pub windows_release: Option<String>,
    pub token: String,
    pub stem: String,
}
impl Declared {
    pub fn applies_to(&self, _: &Platform) -> bool {
        true
    }
    pub fn required(&self, run: &[Platform]) -> Vec<Platform> {
        run.to_vec()
    }
}
pub struct VariantSet {
    pub stem: String,
    pub members: Vec<(usize, Declared)>,
}
pub fn declared(_: &str) -> Option<Declared> {
    None
}
pub fn variant_sets(_: &[String]) -> Vec<VariantSet> {
    Vec::new()
}
