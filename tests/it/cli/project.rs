//! The example projects in every format: `testdata/projects/⟨name⟩` in, `testdata/cli/⟨name⟩.⟨format⟩` out.
//!
//! `UPDATE_EXPECT=1 cargo test projects` writes the outputs; read them.

use super::anyarch;
use serde_json::{Value, json};
use std::{fs, path::Path};

const FORMATS: [&str; 5] = ["full", "concise", "json", "github", "sarif"];

/// The table of rules is that of the pages, and tested there; here only that results point into it.
fn without_rules(sarif: &str) -> String {
    let mut log: Value = serde_json::from_str(sarif).unwrap();
    let rules = log["runs"][0]["tool"]["driver"]["rules"].take();
    for result in log["runs"][0]["results"].as_array_mut().unwrap() {
        let index = usize::try_from(result["ruleIndex"].take().as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        result.as_object_mut().unwrap().remove("ruleIndex");
    }
    log["runs"][0]["tool"]["driver"]["rules"] = json!([]);
    format!("{}\n", serde_json::to_string_pretty(&log).unwrap())
}

#[test]
fn projects_in_every_format() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut projects: Vec<_> =
        fs::read_dir(data.join("projects")).unwrap().map(|entry| entry.unwrap().path()).collect();
    projects.sort();
    assert!(projects.len() > 2, "only {projects:?} found");
    let mut wrong = Vec::new();
    for project in projects {
        let name = project.file_name().unwrap().to_str().unwrap();
        for format in FORMATS {
            let run = anyarch(&project, &["check", "--format", format], b"");
            assert!(matches!(run.code, 0 | 1) && run.err.is_empty(), "{name}: {}", run.err);
            let found = run.out.replace(&*project.to_string_lossy(), "⟨project⟩");
            let found = if format == "sarif" { without_rules(&found) } else { found };
            let beside = data.join("cli").join(format!("{name}.{format}"));
            let expected = fs::read_to_string(&beside).unwrap_or_default();
            if update && found != expected {
                fs::write(&beside, found).unwrap();
            } else if found != expected {
                let beside = beside.display();
                wrong.push(format!("{beside}\n--- expected\n{expected}--- got\n{found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
